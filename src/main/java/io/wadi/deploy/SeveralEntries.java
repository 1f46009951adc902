package io.wadi.deploy;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.PropertyBindingException;

/**
 * Refuses several entries of a map, list or object that a bean has a setter but no getter for. Camel sets one entry after the
 * other: without a getter, each replaces those before it, and only the last remains.
 */
final class SeveralEntries {

    private SeveralEntries() {}

    /**
     * Checks properties, also those such as {@code map.key} and {@code list[0]}.
     *
     * @throws PropertyBindingException for the first whose entries would be lost
     */
    static void check(Object bean, Map<String, Object> properties) {
        Map<String, Integer> entries = new TreeMap<>();
        properties.forEach(
                (name, value) -> entries.merge(name.replaceFirst("[.\\[].*", ""), size(value), Integer::sum));
        entries.forEach((name, count) -> {
            if (count > 1 && has(bean, "set", name) && !has(bean, "get", name)) {
                throw new PropertyBindingException(
                        bean,
                        name,
                        properties.get(name),
                        new IllegalArgumentException(
                                "of its " + count + " entries only the last would remain; give the class"
                                        + " a method get" + capital(name) + "()"));
            }
        });
    }

    private static int size(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        return value instanceof Collection<?> list ? list.size() : 1;
    }

    private static boolean has(Object bean, String prefix, String property) {
        return Arrays.stream(bean.getClass().getMethods())
                .anyMatch(method -> method.getName().equals(prefix + capital(property)));
    }

    private static String capital(String name) {
        return name.isEmpty() ? "" : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
