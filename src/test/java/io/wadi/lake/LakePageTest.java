package io.wadi.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;

/** {@code docs/lake.md} against the table, the message on topic {@code packets} and table {@code traffic}. */
class LakePageTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static final List<String> PAGE = lines("docs/lake.md");

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What one column of the page's only table with code in its first cell has in code. */
    private static Set<String> codes(int cell, Predicate<String> row) {
        return PAGE.stream()
                .filter(line -> line.startsWith("| `"))
                .filter(row)
                .flatMap(line -> codes(line.split("\\|")[cell]))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> codes(String text) {
        return CODE.matcher(text).results().map(found -> found.group(1));
    }

    @Test
    void hasEachColumnWithItsType() {
        assertThat(codes(1, row -> true))
                .containsExactlyInAnyOrderElementsOf(LakeSchema.COLUMNS.columns().stream()
                        .map(NestedField::name)
                        .toList());
        assertThat(LakeSchema.COLUMNS.columns())
                .allSatisfy(column -> assertThat(PAGE.stream().filter(line -> line.contains("`" + column.name() + "`")))
                        .as("the row of " + column.name())
                        .anyMatch(row -> row.contains("| " + typeName(column.type()))));
    }

    private static String typeName(Type type) {
        return type.typeId() == Type.TypeID.TIMESTAMP ? "timestamptz" : type.toString();
    }

    /** Each field of the message is in a column or named as missing, so that nobody looks for it. */
    @Test
    void saysOfEachFieldOfTheMessageWhereItIs() {
        Set<String> fields = lines("docs/packet-messages.md").stream()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> codes(line.split("\\|")[1]))
                .map(field -> field.replaceFirst("^(answers|fragment|mac|mpls|tunnel|vlan)\\b.*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> said = codes(3, row -> true);
        int missing = PAGE.indexOf(PAGE.stream()
                .filter(line -> line.startsWith("Not in the lake"))
                .findFirst()
                .orElseThrow());
        Stream.of(PAGE.get(missing), PAGE.get(missing + 1))
                .flatMap(LakePageTest::codes)
                .forEach(said::add);
        assertThat(said).isEqualTo(fields);
    }

    /** Queries work on both. */
    @Test
    void theColumnsAreThoseOfTraffic() {
        String copy = String.join(" ", lines("sql/store/copy-traffic.sql"));
        String columns = copy.substring(copy.indexOf('(') + 1, copy.indexOf(')'));
        assertThat(LakeSchema.COLUMNS.columns().stream().map(NestedField::name).toList())
                .isEqualTo(Arrays.stream(columns.replace("\"", "").split(","))
                        .map(String::strip)
                        .toList());
    }
}
