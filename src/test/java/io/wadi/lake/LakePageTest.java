package io.wadi.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/lake.md} against the tables, the messages on topics {@code packets} and {@code flows}, and PostgreSQL. */
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

    private static List<NestedField> columns(LakeContent content) {
        return LakeSchema.of(content).format().columns().columns();
    }

    /** The lines of the page about a table. */
    private static List<String> section(LakeContent content) {
        int from = PAGE.indexOf("### Table " + content.table());
        assertThat(from).as("section of table " + content.table()).isNotNegative();
        return PAGE.subList(from, PAGE.size()).stream()
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .toList();
    }

    /** What one column of the section's table has in code. */
    private static Set<String> codes(LakeContent content, int cell) {
        return section(content).stream()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> codes(line.split("\\|")[cell]))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> codes(String text) {
        return CODE.matcher(text).results().map(found -> found.group(1));
    }

    @ParameterizedTest
    @EnumSource(LakeContent.class)
    void hasEachColumnWithItsType(LakeContent content) {
        assertThat(codes(content, 1))
                .containsExactlyInAnyOrderElementsOf(
                        columns(content).stream().map(NestedField::name).toList());
        assertThat(columns(content)).allSatisfy(column -> assertThat(
                        section(content).stream().filter(line -> line.contains("`" + column.name() + "`")))
                .as("the row of " + column.name())
                .anyMatch(row -> row.contains("| " + typeName(column.type()))));
    }

    private static String typeName(Type type) {
        return type.typeId() == Type.TypeID.TIMESTAMP ? "timestamptz" : type.toString();
    }

    /** Each field of the message is in a column or named as missing, so that nobody looks for it. */
    @ParameterizedTest
    @CsvSource({"PACKETS, docs/packet-messages.md", "FLOWS, docs/flow-messages.md"})
    void saysOfEachFieldOfTheMessageWhereItIs(LakeContent content, String messages) {
        Set<String> fields = lines(messages).stream()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> codes(line.split("\\|")[1]))
                .map(field -> field.replaceFirst("^(answers|fragment|mac|mpls|names|tunnel|vlan)\\b.*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> said = codes(content, 3);
        section(content).stream()
                .dropWhile(line -> !line.startsWith("Not in the lake"))
                .takeWhile(line -> !line.isEmpty())
                .flatMap(LakePageTest::codes)
                .forEach(said::add);
        assertThat(said).isEqualTo(fields);
    }

    /** Queries work on both. */
    @Test
    void theColumnsAreThoseOfTraffic() {
        String copy = String.join(" ", lines("sql/store/copy-traffic.sql"));
        String columns = copy.substring(copy.indexOf('(') + 1, copy.indexOf(')'));
        assertThat(columns(LakeContent.PACKETS).stream().map(NestedField::name).toList())
                .isEqualTo(Arrays.stream(columns.replace("\"", "").split(","))
                        .map(String::strip)
                        .toList());
    }
}
