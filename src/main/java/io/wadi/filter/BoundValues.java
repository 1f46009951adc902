package io.wadi.filter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The values of a condition in SQL, by the names of their parameters. Not thread-safe. */
final class BoundValues {

    /** No parameter of a statement or of a detection has a capital letter after this word. */
    private static final String PREFIX = "filterValue";

    /** A parameter in a condition; its name is the group. */
    static final Pattern PARAMETER = Pattern.compile(":#(" + PREFIX + "\\d+)");

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Binds a value and returns its parameter. */
    String bind(Object value) {
        String name = PREFIX + values.size();
        values.put(name, value);
        return ":#" + name;
    }

    Map<String, Object> values() {
        return Map.copyOf(values);
    }
}
