package io.wadi.packet;

/** The outcome of a received frame. Every frame has exactly one: received = decoded + skipped + excluded + rejected. */
public enum Outcome {
    /** An IP packet; it goes on. */
    DECODED,
    /** A frame without IP (ARP, STP, LLDP, …); counted and left. */
    SKIPPED,
    /** An IP packet that whoever captures has asked to leave out; counted and left. No decoder says this by itself. */
    EXCLUDED,
    /** The link type is not one that the decoder knows. */
    REJECTED_LINK_TYPE,
    /** The capture's time stamp cannot be: fractions of a second beyond one second, or a year outside 1970–2261. */
    REJECTED_TIMESTAMP,
    /** The record holds no bytes at all. */
    REJECTED_EMPTY,
    /** The record claims more captured bytes than the capture's snaplen or than were on the wire. */
    REJECTED_LENGTH,
    /** The bytes end before the IP header does. */
    REJECTED_TRUNCATED,
    /** The IP header contradicts itself (version, header length). */
    REJECTED_MALFORMED;

    /** Whether the frame was refused as undecodable. */
    public boolean isRejected() {
        return ordinal() >= REJECTED_LINK_TYPE.ordinal();
    }

    /** The name that counters, logs and reports use: {@code decoded}, {@code skipped}, {@code excluded}, {@code timestamp}, … */
    public String label() {
        String lower = name().toLowerCase(java.util.Locale.ROOT);
        return isRejected() ? lower.substring("rejected_".length()).replace('_', '-') : lower;
    }
}
