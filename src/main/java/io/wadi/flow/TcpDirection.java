package io.wadi.flow;

import io.wadi.packet.Packet.Tcp;

/**
 * What was seen of one direction of a TCP conversation. Sequence numbers are 32 bits and wrap (RFC 9293 section 3.4).
 * Not thread-safe.
 */
final class TcpDirection {

    static final int FIN = 0x01;
    static final int SYN = 0x02;
    static final int ACK = 0x10;
    static final long NONE = -1;

    /** A segment that comes this soon behind a later one was overtaken rather than sent again, as in tshark. */
    private static final long OVERTAKEN_NANOS = 3_000_000;

    /** Bytes; what is further back belongs to another connection. */
    private static final int MOST_IN_FLIGHT = 1 << 26;

    private boolean known;
    private int highest;
    private long highestNanos;
    private int afterSyn;
    private long synNanos = NONE;
    private long rttNanos = NONE;

    void reset() {
        known = false;
        synNanos = NONE;
        rttNanos = NONE;
    }

    /** Whether a SYN opens a connection, and does not repeat the one before. */
    boolean isOpenedBy(Tcp syn) {
        int after = (int) syn.seq() + 1;
        return !known || after != afterSyn || highest != afterSyn;
    }

    /** Notes a SYN, from the last of which the round trip counts. */
    void syn(Tcp syn, long nanos) {
        if (isOpenedBy(syn)) {
            reset();
        }
        afterSyn = (int) syn.seq() + 1;
        synNanos = nanos;
    }

    /** Takes the time of the round trip when the other direction acknowledges the SYN. */
    void acknowledged(Tcp ack, long nanos) {
        if (synNanos != NONE && (int) ack.ack() == afterSyn) {
            rttNanos = nanos < synNanos ? NONE : nanos - synNanos;
            synNanos = NONE;
        }
    }

    /** The time of the handshake's round trip in nanoseconds, once; else {@link #NONE}. */
    long takeRtt() {
        long taken = rttNanos;
        rttNanos = NONE;
        return taken;
    }

    /** Notes a segment with payload, SYN or FIN, and tells whether it was sent before. */
    boolean isRetransmission(Tcp segment, long nanos) {
        int flags = segment.flags();
        int length = segment.payload() + ((flags & SYN) >> 1) + (flags & FIN);
        int beyond = (int) segment.seq() + length - highest;
        if (!known || beyond > 0 || beyond < -MOST_IN_FLIGHT) {
            known = true;
            highest += beyond;
            highestNanos = nanos;
            return false;
        }
        boolean keepAlive = beyond == 0 && length == 1 && segment.payload() == 1;
        boolean overtaken = beyond < 0 && nanos - highestNanos < OVERTAKEN_NANOS;
        return !keepAlive && !overtaken;
    }
}
