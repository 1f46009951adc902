package io.wadi.deploy;

import io.wadi.net.Nearest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds the nearest key of Camel's YAML schema to the YAML DSL's sentence on a step or field that does not exist. */
final class UnknownKey {

    private static final Pattern SENTENCE = Pattern.compile("(?:Unknown node id|Unsupported field): (\\S+)");
    /** Camel takes any unknown key behind an expression for another expression. */
    private static final Pattern SECOND = Pattern.compile("Field: (\\S+) has already been configured as an expression");

    private UnknownKey() {}

    /**
     * The sentence, with the nearest key if it is about a key and one is near, and with the line of that key.
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
        Optional<YamlOutline.Key> key = unknown.matches() ? outline.key(unknown.group(1), line) : Optional.empty();
        return key.map(found -> new StartFailure(found.name().line(), sentence + nearest(found)))
                .orElseGet(() -> new StartFailure(line, sentence));
    }

    private static String nearest(YamlOutline.Key key) {
        return Nearest.to(key.name().text(), YamlSchema.read().keysBelow(key.parent()))
                .map(near -> "; the nearest is " + near)
                .orElse("");
    }
}
