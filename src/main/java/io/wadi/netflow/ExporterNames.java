package io.wadi.netflow;

import io.wadi.net.IpAddress;
import java.util.HashMap;
import java.util.Map;

/** Option {@code exporterNames}: names of exporters by their addresses. */
final class ExporterNames {

    private static final int MOST_NAME = 200;

    private final Map<IpAddress, String> names = new HashMap<>();

    private ExporterNames() {}

    /**
     * Parses the option.
     *
     * @param option {@code address=name} with commas in between; may be empty
     * @throws IllegalArgumentException with the option's name
     */
    static ExporterNames parse(String option) {
        ExporterNames parsed = new ExporterNames();
        if (option != null && !option.isBlank()) {
            for (String each : option.split(",", -1)) {
                parsed.add(each.strip());
            }
        }
        return parsed;
    }

    private void add(String text) {
        int equals = text.indexOf('=');
        String name = text.substring(equals + 1).strip();
        if (equals > 0 && !name.isEmpty() && name.length() <= MOST_NAME) {
            try {
                names.put(IpAddress.parse(text.substring(0, equals).strip()), name);
                return;
            } catch (IllegalArgumentException e) {
                // The sentence below says it better.
            }
        }
        throw new IllegalArgumentException("Option exporterNames has " + text
                + ", which is not address=name with a name of up to " + MOST_NAME + " characters");
    }

    /** The exporter's name, or its address as text. */
    String of(IpAddress exporter) {
        String name = names.get(exporter);
        return name == null ? exporter.toString() : name;
    }
}
