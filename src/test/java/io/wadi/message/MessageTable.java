package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.net.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The table of fields of a page about messages, against messages that Wadi has written. Paths are written as in the page:
 * {@code ip.src}, {@code answers[].name}.
 */
public final class MessageTable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private record Row(String type, JsonNode example, String absent) {}

    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** Reads the table with these columns: field, type, example, absent, meaning. */
    public static MessageTable of(String page) throws IOException {
        MessageTable table = new MessageTable();
        boolean isIn = false;
        for (String line : Files.readAllLines(Path.of("docs", page))) {
            isIn = line.startsWith("| field | type | example | absent |") || isIn && line.startsWith("|");
            if (isIn && line.startsWith("| `")) {
                table.add(line.split(" \\| "));
            }
        }
        assertThat(table.rows).as(page).isNotEmpty();
        return table;
    }

    private void add(String[] cells) throws IOException {
        Row row = new Row(
                cells[1],
                JSON.readTree(CODE.matcher(cells[2])
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1)),
                cells[3]);
        assertFits("example", row.type(), row.example());
        CODE.matcher(cells[0]).results().forEach(path -> rows.put(path.group(1), row));
    }

    /** Every field of the messages has a row with its type, and no other field has one. */
    public void describes(List<byte[]> messages) throws IOException {
        Map<String, List<JsonNode>> fields = new LinkedHashMap<>();
        for (byte[] message : messages) {
            collect("", JSON.readTree(message), fields);
        }
        assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(fields.keySet());
        fields.forEach((path, values) ->
                values.forEach(value -> assertFits(path, rows.get(path).type(), value)));
    }

    /** The fields of a message that has as few as possible are those that are never absent. */
    public void isNeverWithout(byte[] smallest) throws IOException {
        Map<String, List<JsonNode>> fields = new LinkedHashMap<>();
        collect("", JSON.readTree(smallest), fields);
        assertThat(rows.entrySet().stream()
                        .filter(row -> row.getValue().absent().startsWith("never"))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(fields.keySet());
    }

    private static void collect(String path, JsonNode node, Map<String, List<JsonNode>> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), into));
        } else if (node.isArray()) {
            node.forEach(element -> collect(path + "[]", element, into));
        } else {
            into.computeIfAbsent(path, any -> new ArrayList<>()).add(node);
        }
    }

    private static void assertFits(String what, String type, JsonNode value) {
        assertThat(fits(type, value))
                .as("%s %s is of type %s", what, value, type)
                .isTrue();
        if (type.equals("address")) {
            assertThat(IpAddress.parse(value.asText())).hasToString(value.asText());
        }
    }

    private static boolean fits(String type, JsonNode value) {
        return switch (type) {
            case "text", "address" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> throw new AssertionError("no type of a field: " + type);
        };
    }
}
