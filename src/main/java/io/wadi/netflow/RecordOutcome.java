package io.wadi.netflow;

import java.util.Locale;

/** The outcome of a record that was read. Every record has exactly one. */
public enum RecordOutcome {
    /** A flow, or two for a record of both directions (RFC 5103). */
    FLOW,
    /** A record of options data, of which only the sampling is used. */
    OPTIONS,
    /** sFlow's interface counters and other samples that are not packets. */
    COUNTERS,
    /** A record without packets, for example of an event. */
    EMPTY,
    /** A sampled packet that is not IP. */
    NOT_IP,
    /** A record without a source or destination address. */
    REJECTED_ADDRESSES,
    /** A record with more packets or bytes than are possible. */
    REJECTED_COUNTS;

    /** Whether the record is unusable. */
    public boolean isRejected() {
        return ordinal() >= REJECTED_ADDRESSES.ordinal();
    }

    /** Its name in counters: {@code flow}, {@code options}, {@code not-ip}, {@code addresses}, … */
    public String label() {
        String lower = name().toLowerCase(Locale.ROOT).replace('_', '-');
        return isRejected() ? lower.substring("rejected-".length()) : lower;
    }
}
