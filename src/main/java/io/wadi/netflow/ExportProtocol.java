package io.wadi.netflow;

import java.util.Locale;

/** A protocol of flow exporters. */
public enum ExportProtocol {
    /** NetFlow version 5. */
    V5,
    /** NetFlow version 9 (RFC 3954). */
    V9,
    /** IPFIX (RFC 7011). */
    IPFIX,
    /** sFlow version 5. */
    SFLOW;

    /** Its name in options and reports: {@code v5}, {@code v9}, {@code ipfix}, {@code sflow}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
