package io.wadi.netflow;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The information elements that Wadi reads, from the resource {@code information-elements.tsv}: enterprise number,
 * element id and name as IANA lists them, and the field that they mean here. NetFlow v9 has the same numbers up to 127
 * (RFC 5102 section 4), and no enterprise numbers.
 */
final class InformationElements {

    /** The field of an element that is not read. */
    static final int NONE = -1;

    private static final String RESOURCE = "information-elements.tsv";
    private static final int COLUMNS = 4;
    private static final Map<Long, Integer> FIELDS = read();

    private InformationElements() {}

    /**
     * The ordinal of the {@link FlowField} that an element means, or {@link #NONE}.
     *
     * @param enterprise IANA private enterprise number; 0 for IANA's own elements
     * @param element element id, 15 bits
     */
    static int fieldOf(long enterprise, int element) {
        return FIELDS.getOrDefault(key(enterprise, element), NONE);
    }

    private static long key(long enterprise, int element) {
        return enterprise << 16 | element;
    }

    private static Map<Long, Integer> read() {
        Map<Long, Integer> fields = new HashMap<>();
        try (InputStream in = InformationElements.class.getResourceAsStream(RESOURCE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line :
                    reader.lines().filter(each -> !each.startsWith("#")).toList()) {
                List<String> columns = List.of(line.split("\t"));
                if (columns.size() != COLUMNS) {
                    throw new IllegalStateException(RESOURCE + " has a wrong line: " + line);
                }
                fields.put(
                        key(Long.parseLong(columns.get(0)), Integer.parseInt(columns.get(1))),
                        FlowField.valueOf(columns.get(3)).ordinal());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fields;
    }
}
