package io.wadi.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {

    @ParameterizedTest
    @CsvSource({
        "*.example, WWW.Example, true",
        "*.example, www.example.org, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "*, '', true",
        "'', '', true",
        "?, '', false",
        "100%, 100%, true",
        "a_c, abc, false",
        "*ab*ab, abaab, true"
    })
    void starsStandForAnyText(String pattern, String text, boolean matches) {
        assertThat(new Wildcards(pattern).match(text)).isEqualTo(matches);
    }

    @Test
    void matchesWhatARegularExpressionDoes() {
        Random random = new Random(20_261_128);
        for (int i = 0; i < 50_000; i++) {
            String pattern = text(random, "ab*?");
            String text = text(random, "aab");
            String expression = pattern.replace("*", ".*").replace("?", ".");
            assertThat(new Wildcards(pattern).match(text))
                    .as("%s like %s", text, pattern)
                    .isEqualTo(Pattern.matches(expression, text));
        }
    }

    private static String text(Random random, String letters) {
        return random.ints(random.nextInt(8), 0, letters.length())
                .mapToObj(i -> letters.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
