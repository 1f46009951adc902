package io.wadi.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page and its documentation know the fields of the filter language. */
class FlowFieldTest {

    private static final Path PAGE = Path.of("src", "main", "web", "src", "explore", "fields.ts");
    private static final Path DOCS = Path.of("docs", "explore.md");
    private static final Pattern ENDS = Pattern.compile("\\.\\.\\.ends\\('([a-z]+)'");
    private static final Pattern FIELD = Pattern.compile("\\{word: '([a-z.]+)'");
    private static final Pattern DIMENSION = Pattern.compile("\\['([a-z.]+)', '");

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void thePageSuggestsEachField() throws IOException {
        String page = Files.readString(PAGE);
        Set<String> fields = found(FIELD, page);
        for (String word : found(ENDS, page)) {
            fields.addAll(Set.of(word, "src." + word, "dst." + word));
        }
        assertThat(fields)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(FlowField.values()).map(FlowField::word).toList());
    }

    @Test
    void thePageGroupsByEachDimension() throws IOException {
        assertThat(found(DIMENSION, Files.readString(PAGE)))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FlowField.values())
                        .filter(FlowField::isDimension)
                        .map(FlowField::word)
                        .toList());
    }

    @Test
    void theDocumentationNamesEachField() throws IOException {
        String docs = Files.readString(DOCS);
        assertThat(FlowField.values()).allMatch(field -> docs.contains("`" + field.word() + "`"));
    }

    /** Later fragments have no ports, and ICMP has a Community ID for each of its types; their flow has one of them. */
    @Test
    void packetsDoNotAlwaysHaveWhatTheirFlowHas() {
        assertThat(FlowFilter.parse("host in 10.1.0.0/16 and transport = UDP and probe = a")
                        .isInPackets())
                .isTrue();
        for (String field : Set.of("port", "src.port", "dst.port", "community")) {
            assertThat(FlowFilter.parse("not " + field + " = 443").isInPackets())
                    .as(field)
                    .isFalse();
        }
    }
}
