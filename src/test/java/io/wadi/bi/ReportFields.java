package io.wadi.bi;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.bi.SemanticModel.Field;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Finds the columns and measures in a file of the report, also behind the aliases of its subqueries. */
final class ReportFields {

    private final Set<Field> columns = new LinkedHashSet<>();
    private final Set<Field> measures = new LinkedHashSet<>();

    static ReportFields of(JsonNode file) {
        ReportFields fields = new ReportFields();
        fields.collect(file, Map.of());
        return fields;
    }

    Set<Field> columns() {
        return columns;
    }

    Set<Field> measures() {
        return measures;
    }

    private void collect(JsonNode node, Map<String, String> outer) {
        Map<String, String> aliases = aliases(node, outer);
        add(node.path("Column"), columns, aliases);
        add(node.path("Measure"), measures, aliases);
        for (JsonNode child : node) {
            collect(child, aliases);
        }
    }

    private static Map<String, String> aliases(JsonNode node, Map<String, String> outer) {
        Map<String, String> aliases = new HashMap<>(outer);
        for (JsonNode source : node.path("From")) {
            if (source.has("Entity")) {
                aliases.put(source.get("Name").asText(), source.get("Entity").asText());
            }
        }
        return aliases;
    }

    private static void add(JsonNode field, Set<Field> to, Map<String, String> aliases) {
        if (field.isObject()) {
            JsonNode source = field.path("Expression").path("SourceRef");
            String table = source.has("Entity")
                    ? source.get("Entity").asText()
                    : aliases.get(source.path("Source").asText());
            to.add(new Field(table, field.path("Property").asText()));
        }
    }
}
