package io.wadi.netflow;

import java.util.HashMap;
import java.util.Map;

/**
 * The names of the interfaces of one exporter's domain, from its options data (IANA elements 82 and 83). Not thread-safe.
 */
final class InterfaceNames {

    /** Most interfaces of one stream. */
    private static final int MOST_INTERFACES = 4_096;

    private final Map<Long, String> names = new HashMap<>();

    /**
     * Notes the name of an interface that a record of options data states, if it does.
     *
     * @param hasRoom whether the name of another interface may be kept
     * @return 1 if the name of another interface is kept, otherwise 0
     */
    int note(FieldValues options, boolean hasRoom) {
        int before = names.size();
        long index = options.get(FlowField.IN_INTERFACE, options.get(FlowField.OUT_INTERFACE, ExportFacts.UNKNOWN));
        String name = options.text(FlowField.INTERFACE_NAME);
        name = name == null ? options.text(FlowField.INTERFACE_DESCRIPTION) : name;
        boolean isKept = hasRoom && before < MOST_INTERFACES || names.containsKey(index);
        if (index != ExportFacts.UNKNOWN && name != null && isKept) {
            names.put(index, name);
        }
        return names.size() - before;
    }

    /** The name of an interface by its SNMP index, or null if it is unknown. */
    String of(long index) {
        return names.isEmpty() ? null : names.get(index);
    }

    /** Number of interfaces. */
    int size() {
        return names.size();
    }
}
