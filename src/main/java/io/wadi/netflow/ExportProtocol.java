package io.wadi.netflow;

import io.wadi.net.Bytes;
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

    private static final int NETFLOW_V5 = 5;
    private static final int NETFLOW_V9 = 9;
    private static final int IPFIX_VERSION = 10;
    private static final int SFLOW_V5 = 5;

    /** The protocol of a datagram; null if it is none of these. NetFlow and IPFIX begin with a version of 16 bits, sFlow with one of 32. */
    static ExportProtocol of(Bytes datagram) {
        if (!datagram.has(0, 4)) {
            return null;
        }
        return switch (datagram.u16(0)) {
            case NETFLOW_V5 -> V5;
            case NETFLOW_V9 -> V9;
            case IPFIX_VERSION -> IPFIX;
            case 0 -> datagram.u16(2) == SFLOW_V5 ? SFLOW : null;
            default -> null;
        };
    }

    /** Its name in options and reports: {@code v5}, {@code v9}, {@code ipfix}, {@code sflow}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
