package io.wadi.deploy;

import java.util.Optional;

/** Shows how a text is written where Camel takes an expression, as {@code setBody: hello} and {@code handled: true}. */
final class ExpressionHint {

    private static final int LONGEST = 60;

    private ExpressionHint() {}

    /** The rest of a sentence that begins with the key; empty if the key takes no expression. */
    static Optional<String> of(YamlSchema schema, String key, String text) {
        if (text == null || text.length() > LONGEST || !schema.keysBelow(key).contains("constant")) {
            return Optional.empty();
        }
        String language = text.contains("${") ? "simple" : "constant";
        return Optional.of(" takes an expression, as in " + key + ": {" + language + ": \"" + text + "\"}");
    }
}
