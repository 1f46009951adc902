package io.wadi.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameCleanerTest {

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org",
        "Example.ORG, example.org",
        "Example.org., example.org",
        "example.org.., example.org",
        "., .",
        ".., .",
        "a b[]@Z, a b[]@z",
        "b\u00fccher, b\\xfccher",
        "\u0085\u00ff, \\x85\\xff",
        "'\ud83d\u0100', ??",
    })
    void leavesPrintableAsciiInLowerCase(String raw, String clean) {
        assertThat(NameCleaner.clean(raw)).isEqualTo(clean);
    }

    @Test
    void replacesControlCharacters() {
        assertThat(NameCleaner.clean("a\0b\u001fc\u007fd\ne")).isEqualTo("a?b?c?d?e");
    }

    @Test
    void takesNothingForNoName() {
        assertThat(NameCleaner.clean(null)).isNull();
        assertThat(NameCleaner.clean("")).isNull();
    }

    @Test
    void boundsTheLength() {
        assertThat(NameCleaner.clean("x".repeat(255))).hasSize(255);
        assertThat(NameCleaner.clean("x".repeat(5000))).hasSize(255);
        assertThat(NameCleaner.clean("\u00ff".repeat(5000))).hasSize(255).startsWith("\\xff\\xff");
    }
}
