package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each row of FAULTS.md names a test that exists, or says why there is none. */
class FaultsTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:IT|Test))`");

    /** What stands where a row has no test: a dash, or the row that has it. */
    private static final Set<String> NONE = Set.of("–", "same as a process that hangs");

    private static List<String> rows() throws IOException {
        String tables = Files.readString(Path.of("FAULTS.md")).split("## Repeating it", 2)[0];
        return tables.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| fault |"))
                .toList();
    }

    private static String lastCell(String row) {
        return row.replaceFirst(".* \\| (.*) \\|$", "$1");
    }

    @Test
    void testsExist() throws IOException {
        Set<String> classes;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            classes = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        assertThat(rows())
                .hasSizeGreaterThan(150)
                .allSatisfy(row -> assertThat(named(row)).as(row).isSubsetOf(classes));
    }

    @Test
    void eachRowHasATest() throws IOException {
        assertThat(rows()).allSatisfy(row -> assertThat(
                        NONE.contains(lastCell(row)) || !named(row).isEmpty())
                .as(row)
                .isTrue());
    }

    private static List<String> named(String row) {
        return TEST.matcher(lastCell(row))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
