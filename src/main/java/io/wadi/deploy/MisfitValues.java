package io.wadi.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The values of a refused file that do not fit Camel's YAML schema. Camel's own messages on them name neither the line
 * nor the key.
 */
final class MisfitValues {

    private final YamlSchema schema = YamlSchema.read();
    private final RouteProblems findings;

    private MisfitValues(RouteProblems findings) {
        this.findings = findings;
    }

    /** Adds a finding for each; whether there is one. */
    static boolean report(YamlOutline outline, RouteProblems findings) {
        MisfitValues misfits = new MisfitValues(findings);
        int before = findings.list().size();
        outline.keys().forEach(misfits::check);
        return findings.list().size() > before;
    }

    private void check(YamlOutline.Key key) {
        List<JsonNode> allowed = schema.values(key.parent(), key.name().text());
        Optional<String> fault = key.text() == null ? missing(key, allowed) : misfit(key, allowed);
        fault.ifPresent(reason -> findings.add(key.name().line(), key.name().text() + reason));
    }

    private Optional<String> misfit(YamlOutline.Key key, List<JsonNode> allowed) {
        String text = key.text();
        if (allowed.isEmpty() || text.contains("{{") || allowed.stream().anyMatch(type -> fits(text, type))) {
            return Optional.empty();
        }
        if (allowed.stream().allMatch(MisfitValues::isObject)) {
            return ExpressionHint.of(schema, key.name().text(), text)
                    .or(() -> Optional.of(" takes no text" + needs(allowed, Set.of())));
        }
        return Optional.of(" is " + text + "; it must be " + expected(allowed));
    }

    private static boolean isObject(JsonNode type) {
        return type.path("type").asText().equals("object");
    }

    private static boolean fits(String text, JsonNode type) {
        return switch (type.path("type").asText()) {
            case "boolean" -> text.matches("true|false");
            case "integer" -> text.matches("-?\\d+");
            case "number" -> text.matches("-?[\\d.]+");
            case "object" -> false;
            case "string" -> choices(type).isEmpty() || choices(type).stream().anyMatch(text::equalsIgnoreCase);
            default -> !type.has("oneOf");
        };
    }

    private static String expected(List<JsonNode> allowed) {
        List<String> kinds = new ArrayList<>();
        for (JsonNode type : allowed) {
            switch (type.path("type").asText()) {
                case "boolean" -> kinds.add("true or false");
                case "integer", "number" -> kinds.add("a number");
                case "string" -> kinds.add("one of " + String.join(", ", choices(type)));
                default -> {}
            }
        }
        return String.join(", or ", kinds.stream().distinct().toList());
    }

    private static List<String> choices(JsonNode type) {
        return texts(type.path("enum"));
    }

    /** An object lacks keys if it lacks some in each alternative that has keys. */
    private static Optional<String> missing(YamlOutline.Key key, List<JsonNode> allowed) {
        List<JsonNode> objects = allowed.stream().filter(MisfitValues::isObject).toList();
        Predicate<JsonNode> complete = type -> key.keys().containsAll(texts(type.path("required")));
        return key.keys().isEmpty() || objects.isEmpty() || objects.stream().anyMatch(complete)
                ? Optional.empty()
                : Optional.of(needs(objects, key.keys()).replaceFirst("; it", ""));
    }

    private static String needs(List<JsonNode> objects, Set<String> present) {
        return objects.stream()
                .map(type -> texts(type.path("required")))
                .map(required ->
                        required.stream().filter(key -> !present.contains(key)).toList())
                .filter(required -> !required.isEmpty())
                .findFirst()
                .map(required -> "; it needs " + String.join(", ", required))
                .orElse("");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
