package io.wadi.deploy;

import java.util.List;

/**
 * An endpoint that a route file names.
 *
 * @param step the key that it stands under, such as {@code from} or {@code to}
 * @param uri its URI, without the options below it
 * @param options the mapping {@code parameters}
 */
record EndpointUse(String step, Scalar uri, List<Option> options) {

    /** An option and its value, where that is plain text. */
    record Option(Scalar name, String value) {}

    /** Whether messages come from it. */
    boolean isConsumer() {
        return step.equals("from") || step.equals("poll");
    }

    /** Whether only a message decides which endpoint it is. */
    boolean isDynamic() {
        return uri.text().contains("${");
    }
}
