package io.wadi.deploy;

import io.wadi.net.Nearest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds to the YAML DSL's sentence on a step or field that does not exist where it belongs, or the nearest key of Camel's YAML
 * schema.
 */
final class UnknownKey {

    private static final Pattern SENTENCE = Pattern.compile("(?:Unknown node id|Unsupported field): (\\S+)");
    /** Camel takes any unknown key behind an expression for another expression. */
    private static final Pattern SECOND = Pattern.compile("Field: (\\S+) has already been configured as an expression");

    private UnknownKey() {}

    /**
     * The sentence, with what to do if it is about a key, and with the line of that key.
     *
     * @param line line that Camel states: of the key, or of the first key of its mapping
     */
    static StartFailure explain(String sentence, int line, YamlOutline outline) {
        Matcher second = SECOND.matcher(String.valueOf(sentence));
        if (second.find()) {
            return outline.key(second.group(1), line)
                    .filter(key -> !YamlSchema.read()
                            .keysBelow(key.parent())
                            .contains(key.name().text()))
                    .map(key -> explain("Unsupported field: " + second.group(1), line, outline))
                    .orElseGet(() -> new StartFailure(line, sentence));
        }
        Matcher unknown = SENTENCE.matcher(String.valueOf(sentence));
        Optional<YamlOutline.Key> key =
                unknown.matches() ? misplaced(unknown.group(1), line, outline) : Optional.empty();
        return key.map(found -> new StartFailure(found.name().line(), explain(sentence, found)))
                .orElseGet(() -> new StartFailure(line, sentence));
    }

    /** Keys of this name may be in their place as well. */
    private static Optional<YamlOutline.Key> misplaced(String name, int line, YamlOutline outline) {
        YamlSchema schema = YamlSchema.read();
        return outline.keys().stream()
                .filter(key -> key.name().text().equals(name) && key.name().line() >= line)
                .filter(key -> !schema.keysBelow(key.parent()).contains(name))
                .findFirst()
                .or(() -> outline.key(name, line));
    }

    private static String explain(String sentence, YamlOutline.Key key) {
        YamlSchema schema = YamlSchema.read();
        String name = key.name().text();
        String owner = key.parent().equals("route") ? "from" : key.parent();
        if (name.equals("steps") && owner.equals("from")) {
            return "steps is no part of " + key.parent() + " but of from; check its indentation";
        }
        if (schema.keysBelow("steps").contains(name) && schema.keysBelow(owner).contains("steps")) {
            return name + " is a step, so it belongs in the list steps of " + owner;
        }
        return Nearest.to(name, schema.keysBelow(key.parent()))
                .map(near -> sentence + "; the nearest is " + near)
                .orElse(sentence);
    }
}
