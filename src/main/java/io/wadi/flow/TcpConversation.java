package io.wadi.flow;

import io.wadi.packet.Packet.Tcp;

/** Both directions of a TCP conversation. Not thread-safe. */
final class TcpConversation {

    /** Longer than any retransmission is put off (RFC 6298 section 2.4 allows a limit of 60 s): another connection. */
    private static final long LONGEST_SILENCE_NANOS = 120_000_000_000L;

    private final TcpDirection up = new TcpDirection();
    private final TcpDirection down = new TcpDirection();
    private long key;
    private long lastNanos;

    /** Makes this the conversation with that key, with nothing known of another one or of long ago. */
    void belongTo(long newKey, long nanos) {
        if (key != newKey || Math.abs(nanos - lastNanos) > LONGEST_SILENCE_NANOS) {
            key = newKey;
            up.reset();
            down.reset();
        }
        lastNanos = nanos;
    }

    /** Adds to a flow what one of its segments shows. */
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
