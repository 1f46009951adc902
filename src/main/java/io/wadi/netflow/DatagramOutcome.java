package io.wadi.netflow;

import java.util.Locale;

/** The outcome of a received datagram. Every datagram has exactly one: received = decoded + refused + rejected. */
public enum DatagramOutcome {
    /** All of it was readable. */
    DECODED,
    /** Its sender is not in option {@code allowedExporters}. */
    REFUSED,
    /** Neither NetFlow v5 or v9, IPFIX nor sFlow v5, or a protocol that option {@code protocols} leaves out. */
    REJECTED_VERSION,
    /** It ends before the end that its header or a set states. What came before that was delivered. */
    REJECTED_TRUNCATED,
    /** A length in it is impossible. What came before that was delivered. */
    REJECTED_MALFORMED,
    /** There are too many exporters already; forged senders can cause this. */
    REJECTED_EXPORTERS;

    /** Whether the datagram is undecodable. */
    public boolean isRejected() {
        return ordinal() >= REJECTED_VERSION.ordinal();
    }

    /** Its name in counters: {@code decoded}, {@code refused}, {@code version}, {@code truncated}, … */
    public String label() {
        String lower = name().toLowerCase(Locale.ROOT);
        return isRejected() ? lower.substring("rejected_".length()) : lower;
    }
}
