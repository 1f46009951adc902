package io.wadi.deploy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in plain words what the YAML DSL refuses: which key has a list, a mapping or a text where it takes something else. */
final class StructureFault {

    private static final Pattern TYPE = Pattern.compile("Unsupported type: SEQUENCE");
    private static final Pattern NODE = Pattern.compile("Node type \\S+ is invalid, expected (array|map)");
    private static final Pattern KEYS =
            Pattern.compile("Node should have only have 1 key, was: \\d+ keys: \\[(.*?)].*", Pattern.DOTALL);
    private static final Pattern NO_KEY = Pattern.compile("Unable to find constructor for node");

    /** Keys that show what is meant, the first that a key may have. */
    private static final List<String> TELLING = List.of("steps", "from", "when", "uri");

    private StructureFault() {}

    /**
     * The reason with its line.
     *
     * @param sentence Camel's sentence
     * @param line line that Camel states: of the value, or of the first key in it
     */
    static StartFailure explain(String sentence, int line, YamlOutline outline) {
        String problem = String.valueOf(sentence).strip();
        Matcher node = NODE.matcher(problem);
        Matcher keys = KEYS.matcher(problem);
        if (TYPE.matcher(problem).matches()) {
            return key(outline, line, true, "object")
                    .map(key -> noList(key.name().text()))
                    .or(() -> property(outline, line))
                    .map(reason -> new StartFailure(line, reason))
                    .orElseGet(() -> new StartFailure(line, sentence));
        }
        if (node.matches()) {
            boolean isList = node.group(1).equals("array");
            return key(outline, line, false, isList ? "array" : "object")
                    .map(key -> new StartFailure(line, key.name().text() + (isList ? dashes(key) : noText(key))))
                    .orElseGet(() -> new StartFailure(line, sentence));
        }
        if (keys.matches()) {
            return new StartFailure(
                    line,
                    "an item of this list has one key, and not " + keys.group(1).replace(",", ", ")
                            + "; check the indentation");
        }
        if (NO_KEY.matcher(problem).matches()) {
            return new StartFailure(line, "plain text is no step; a step has a colon, as in log: text");
        }
        return UnknownKey.explain(sentence, line, outline);
    }

    /** The key whose value begins in this line and should be of another type. */
    private static Optional<YamlOutline.Key> key(YamlOutline outline, int line, boolean isList, String expected) {
        YamlSchema schema = YamlSchema.read();
        return outline.keys().stream()
                .filter(key -> key.below() == line && key.isList() == isList)
                .filter(key -> expected.equals("array") || key.isList() || key.text() != null)
                .filter(key -> schema.values(key.parent(), key.name().text()).stream()
                        .anyMatch(type -> type.path("type").asText().equals(expected)))
                .findFirst();
    }

    /** A list as the value of a bean's property. */
    private static Optional<String> property(YamlOutline outline, int line) {
        return outline.isBean(line)
                ? Optional.of(
                        "a property of a bean takes no list; write its items one by one, as in \"words[0]\": a, and"
                                + " \"words[1]\": b; the bean needs a getter of the list")
                : Optional.empty();
    }

    private static String dashes(YamlOutline.Key key) {
        return " must be a list; write a dash before each " + (key.name().text().equals("steps") ? "step" : "item");
    }

    private static String noText(YamlOutline.Key key) {
        return ExpressionHint.of(YamlSchema.read(), key.name().text(), key.text())
                .orElse(" must have keys below it; check their indentation");
    }

    private static String noList(String key) {
        YamlSchema schema = YamlSchema.read();
        return key + " takes no list but keys"
                + TELLING.stream()
                        .filter(schema.keysBelow(key)::contains)
                        .findFirst()
                        .map(telling -> ", such as " + telling)
                        .orElse("")
                + "; write them without dashes";
    }
}
