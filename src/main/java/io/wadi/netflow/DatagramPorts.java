package io.wadi.netflow;

import io.wadi.net.Bytes;
import java.util.BitSet;

/** Option {@code ports}: which UDP payloads of a capture are datagrams of exporters. */
final class DatagramPorts {

    private static final int MOST_PORT = 65_535;

    /** The plausible time of an exporter's clock: from 1996 to 2100. */
    private static final long EARLIEST = 820_454_400L;

    private static final long LATEST = 4_102_444_800L;

    /** A datagram of NetFlow v5 has at most 30 records (Cisco), and no UDP payload has room for so many samples. */
    private static final int MOST_V5 = 30;

    private static final int MOST_SAMPLES = 4_096;

    private final BitSet ports = new BitSet();

    private DatagramPorts() {}

    /**
     * Parses the option.
     *
     * @param option port numbers with commas in between; empty to recognise datagrams by their first bytes
     * @throws IllegalArgumentException with the option's name
     */
    static DatagramPorts parse(String option) {
        DatagramPorts parsed = new DatagramPorts();
        if (option != null && !option.isBlank()) {
            for (String each : option.split(",", -1)) {
                parsed.ports.set(port(each.strip()));
            }
        }
        return parsed;
    }

    private static int port(String text) {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= MOST_PORT) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("Option ports has " + text + ", which is not a port from 0 to 65535");
    }

    /** Whether a UDP payload to this port is a datagram of an exporter. */
    boolean has(int port, Bytes payload) {
        return ports.isEmpty() ? isExport(payload) : ports.get(port);
    }

    private static boolean isExport(Bytes payload) {
        ExportProtocol protocol = ExportProtocol.of(payload);
        if (protocol == null || !payload.has(0, 16)) {
            return false;
        }
        return switch (protocol) {
            case V5 -> isBetween(payload.u16(2), 1, MOST_V5) && isTime(payload.u32(8));
            case V9 -> payload.has(0, 24) && isTime(payload.u32(8)) && isSet(payload.u16(20), payload.u16(22));
            case IPFIX -> payload.u16(2) >= payload.length() && isTime(payload.u32(4));
            case SFLOW -> isSflow(payload);
        };
    }

    private static boolean isTime(long seconds) {
        return isBetween(seconds, EARLIEST, LATEST);
    }

    private static boolean isSet(int id, int length) {
        return (id <= 1 || id >= 256) && length >= 4;
    }

    private static boolean isSflow(Bytes payload) {
        int type = payload.i32(4);
        int samples = type == 1 ? 24 : 36;
        return isBetween(type, 1, 2) && payload.has(samples, 4) && isBetween(payload.u32(samples), 0, MOST_SAMPLES);
    }

    private static boolean isBetween(long value, long least, long most) {
        return value >= least && value <= most;
    }
}
