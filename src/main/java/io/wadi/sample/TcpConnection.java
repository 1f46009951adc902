package io.wadi.sample;

import java.util.Iterator;
import java.util.List;

/**
 * A complete TCP connection (RFC 9293): handshake, messages in segments with acknowledgements, occasional
 * retransmissions, and the end by FIN or reset.
 */
final class TcpConnection implements Conversation {

    private static final double RESEND = 0.004;
    private static final double RESET = 0.12;
    private static final long LOCAL_NANOS = 70_000;
    private static final long DELAYED_ACK = 40_000_000;
    private static final long LINGER = 400_000_000;

    private enum Phase {
        SYN,
        SYN_ACK,
        HANDSHAKE_ACK,
        SEGMENT,
        RESEND,
        ACKNOWLEDGE,
        CLOSE,
        CLOSE_BACK,
        LAST_ACK
    }

    private final Dice dice;
    private final Pace pace;
    private final TcpPeer client;
    private final TcpPeer server;
    private final int maximumSegment;
    private final Iterator<Message> messages;
    private final int noiseKey;
    private Phase phase = Phase.SYN;
    private Message message;
    private Message following;
    private int sent;
    private int lastSize;
    private int unacknowledged;

    TcpConnection(Direction path, long rttNanos, List<Message> messages, Dice dice) {
        this.dice = dice;
        this.messages = messages.iterator();
        pace = new Pace(rttNanos, dice);
        client = new TcpPeer(path, dice);
        server = new TcpPeer(path.reversed(), dice);
        maximumSegment = path.isV4() ? 1460 : 1440;
        noiseKey = dice.below(1 << 16);
        message = this.messages.next();
        following = following();
    }

    @Override
    public long next(FrameWriter frame) {
        return switch (phase) {
            case SYN -> syn(frame);
            case SYN_ACK -> synAck(frame);
            case HANDSHAKE_ACK -> handshakeAck(frame);
            case SEGMENT -> segment(frame);
            case RESEND -> resend(frame);
            case ACKNOWLEDGE -> acknowledge(frame);
            case CLOSE -> close(frame);
            case CLOSE_BACK -> closeBack(frame);
            case LAST_ACK -> lastAck(frame);
        };
    }

    private long syn(FrameWriter frame) {
        client.writeFirst(frame, FrameWriter.SYN, maximumSegment);
        return then(Phase.SYN_ACK, pace.rttNanos());
    }

    private long synAck(FrameWriter frame) {
        server.meet(client);
        server.writeFirst(frame, FrameWriter.SYN | FrameWriter.ACK, maximumSegment);
        return then(Phase.HANDSHAKE_ACK, LOCAL_NANOS);
    }

    private long handshakeAck(FrameWriter frame) {
        client.meet(server);
        client.write(frame, 0, 0);
        return then(Phase.SEGMENT, LOCAL_NANOS + message.delayNanos());
    }

    private long segment(FrameWriter frame) {
        lastSize = Math.min(maximumSegment, message.length() - sent);
        write(frame, 0);
        sender().advance(lastSize);
        sent += lastSize;
        unacknowledged++;
        if (dice.chance(RESEND)) {
            return then(Phase.RESEND, pace.rttNanos());
        }
        return afterSegment();
    }

    private long resend(FrameWriter frame) {
        sent -= lastSize;
        write(frame, lastSize);
        sent += lastSize;
        return afterSegment();
    }

    private void write(FrameWriter frame, int back) {
        boolean last = sent + lastSize == message.length();
        Octets out = sender().write(frame, last ? FrameWriter.PSH : 0, back);
        int ofHead = Math.max(0, Math.min(lastSize, message.head().length - sent));
        if (ofHead > 0) {
            out.bytes(message.head(), sent, ofHead);
        }
        Noise.write(out, noiseKey, sent + ofHead, lastSize - ofHead);
    }

    private long afterSegment() {
        if (turns() && following != null && following.delayNanos() < DELAYED_ACK) {
            return endMessage();
        }
        if (turns() || unacknowledged == 2) {
            return then(Phase.ACKNOWLEDGE, message.fromClient() && turns() ? pace.rttNanos() : LOCAL_NANOS);
        }
        return goOn();
    }

    /**
     * Whether the sender has nothing more to send now. Until then, the server's acknowledgements of the client's data
     * from a round trip before arrive between the segments.
     */
    private boolean turns() {
        return sent == message.length() && (following == null || following.fromClient() != message.fromClient());
    }

    private long acknowledge(FrameWriter frame) {
        int onTheWay = message.fromClient() && !turns() ? lastSize : 0;
        receiver().acknowledge(sender().sequence() - onTheWay);
        receiver().write(frame, 0, 0);
        unacknowledged = 0;
        return goOn();
    }

    private long goOn() {
        return sent == message.length() ? endMessage() : then(Phase.SEGMENT, pace.afterPacket());
    }

    private long endMessage() {
        if (following == null) {
            return then(Phase.CLOSE, dice.around(LINGER));
        }
        long pause = turns() ? turn() : following.delayNanos() + pace.afterPacket();
        sent = 0;
        message = following;
        following = following();
        return then(Phase.SEGMENT, pause);
    }

    /** Sends the acknowledgement of the answered message; the server's arrives later. */
    private long turn() {
        receiver().acknowledge(sender().sequence());
        unacknowledged = 0;
        pace.restart();
        return following.delayNanos() + (message.fromClient() ? pace.rttNanos() : LOCAL_NANOS);
    }

    private Message following() {
        return messages.hasNext() ? messages.next() : null;
    }

    private long close(FrameWriter frame) {
        if (dice.chance(RESET)) {
            client.write(frame, FrameWriter.RST, 0);
            return DONE;
        }
        client.write(frame, FrameWriter.FIN, 0);
        client.advance(1);
        return then(Phase.CLOSE_BACK, pace.rttNanos());
    }

    private long closeBack(FrameWriter frame) {
        server.acknowledge(client.sequence());
        server.write(frame, FrameWriter.FIN, 0);
        server.advance(1);
        return then(Phase.LAST_ACK, LOCAL_NANOS);
    }

    private long lastAck(FrameWriter frame) {
        client.acknowledge(server.sequence());
        client.write(frame, 0, 0);
        return DONE;
    }

    private TcpPeer sender() {
        return message.fromClient() ? client : server;
    }

    private TcpPeer receiver() {
        return message.fromClient() ? server : client;
    }

    private long then(Phase next, long nanos) {
        phase = next;
        return nanos;
    }
}
