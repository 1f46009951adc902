package io.wadi.flow;

import io.wadi.packet.Packet.Tcp;

/**
 * The state of one direction of a TCP conversation. Sequence numbers have 32 bits and wrap (RFC 9293 section 3.4). Not
 * thread-safe.
 */
final class TcpDirection {

    static final int FIN = 0x01;
    static final int SYN = 0x02;
    static final int ACK = 0x10;
    static final long NONE = -1;

    /** A segment this soon after a later one is out of order and not a retransmission, as in tshark. */
    private static final long OVERTAKEN_NANOS = 3_000_000;

    /** Most bytes in flight; a segment further back belongs to another connection. */
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

    /** Whether a SYN opens a new connection and is not a repetition of the previous SYN. */
    boolean isOpenedBy(Tcp syn) {
        int after = (int) syn.seq() + 1;
        return !known || after != afterSyn || highest != afterSyn;
    }

    /** Notes a SYN. The round trip is measured from the last SYN. */
    void syn(Tcp syn, long nanos) {
        if (isOpenedBy(syn)) {
            reset();
        }
        afterSyn = (int) syn.seq() + 1;
        synNanos = nanos;
    }

    /** Notes an ACK. If it acknowledges the SYN of this direction, the round-trip time is known. */
    void acknowledged(Tcp ack, long nanos) {
        if (synNanos != NONE && (int) ack.ack() == afterSyn) {
            rttNanos = nanos < synNanos ? NONE : nanos - synNanos;
            synNanos = NONE;
        }
    }

    /** Returns the round-trip time of the handshake in nanoseconds, once; otherwise {@link #NONE}. */
    long takeRtt() {
        long taken = rttNanos;
        rttNanos = NONE;
        return taken;
    }

    /** Notes a segment with payload, SYN or FIN, and returns whether it is a retransmission. */
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
