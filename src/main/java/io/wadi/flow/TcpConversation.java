package io.wadi.flow;

import io.wadi.packet.Packet.Tcp;

/** Both directions of a TCP conversation. Not thread-safe. */
final class TcpConversation {

    /**
     * After this silence, packets belong to a new connection. No retransmission takes longer (RFC 6298 section 2.4: 60
     * s).
     */
    private static final long LONGEST_SILENCE_NANOS = 120_000_000_000L;

    private final TcpDirection up = new TcpDirection();
    private final TcpDirection down = new TcpDirection();
    private long key;
    private long lastNanos;

    /** Sets the key of this conversation, and forgets the state if the key is new or the last packet is too old. */
    void belongTo(long newKey, long nanos) {
        if (key != newKey || Math.abs(nanos - lastNanos) > LONGEST_SILENCE_NANOS) {
            key = newKey;
            up.reset();
            down.reset();
        }
        lastNanos = nanos;
    }

    /** Adds the retransmissions and the round-trip time that a segment shows to its flow. */
    void add(Tcp segment, boolean upwards, long nanos, Flow flow) {
        TcpDirection own = upwards ? up : down;
        TcpDirection peer = upwards ? down : up;
        boolean syn = (segment.flags() & TcpDirection.SYN) != 0;
        boolean ack = (segment.flags() & TcpDirection.ACK) != 0;
        if (syn && !ack && own.isOpenedBy(segment)) {
            peer.reset();
        }
        if (syn) {
            own.syn(segment, nanos);
        }
        if (ack) {
            peer.acknowledged(segment, nanos);
        }
        boolean occupies = segment.payload() > 0 || syn || (segment.flags() & TcpDirection.FIN) != 0;
        if (occupies && own.isRetransmission(segment, nanos)) {
            flow.retransmitted();
        }
        flow.roundTrip(own.takeRtt());
    }
}
