package io.wadi.packet;

/** The outcome of a received frame. Every frame has exactly one: received = decoded + skipped + excluded + rejected. */
public enum Outcome {
    /** An IP packet, which is sent to the route. */
    DECODED,
    /** A frame without IP (ARP, STP, LLDP, …), which is only counted. */
    SKIPPED,
    /** An IP packet that the capture excludes, which is only counted. Decoders never return this. */
    EXCLUDED,
    /** The link type is unknown to the decoder. */
    REJECTED_LINK_TYPE,
    /** The time stamp is impossible: a fraction of a second or more, or a year outside 1970–2261. */
    REJECTED_TIMESTAMP,
    /** The record has no bytes. */
    REJECTED_EMPTY,
    /** The record claims more captured bytes than the snaplen of the capture, or than were on the wire. */
    REJECTED_LENGTH,
    /** The bytes end before the IP header. */
    REJECTED_TRUNCATED,
    /** The IP header contradicts itself (version, header length). */
    REJECTED_MALFORMED;

    /** Whether the frame is undecodable. */
    public boolean isRejected() {
        return ordinal() >= REJECTED_LINK_TYPE.ordinal();
    }

    /**
     * The name in counters, logs and reports: {@code decoded}, {@code skipped}, {@code excluded}, {@code timestamp}, …
     */
    public String label() {
        String lower = name().toLowerCase(java.util.Locale.ROOT);
        return isRejected() ? lower.substring("rejected_".length()).replace('_', '-') : lower;
    }
}
