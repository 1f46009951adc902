package io.wadi.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The parameters of a request, read only from the query of its URL. Camel mixes them with the request's headers, and a
 * browser's {@code Host} would be taken for a filter.
 */
final class QueryString {

    private static final int LONGEST = 2_000;

    private final Map<String, String> values = new TreeMap<>();

    /**
     * Parses a query.
     *
     * @param raw the text after the question mark, still encoded; null if there is none
     * @param known the allowed names
     * @throws ApiRefusal if a name is unknown, is given twice or cannot be decoded
     */
    QueryString(String raw, Set<String> known) {
        if (raw == null || raw.isEmpty()) {
            return;
        }
        if (raw.length() > LONGEST) {
            throw new ApiRefusal("The query is longer than " + LONGEST + " characters");
        }
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!known.contains(name)) {
                throw new ApiRefusal("There is no parameter " + name + "; valid are " + String.join(", ", known));
            }
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1)).strip();
            if (values.put(name, value) != null) {
                throw new ApiRefusal("Parameter " + name + " is given twice");
            }
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ApiRefusal("The query is not encoded according to RFC 3986");
        }
    }

    /** A parameter's value; empty if it is absent or empty. */
    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }
}
