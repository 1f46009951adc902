package io.wadi.sample;

import java.util.Iterator;
import java.util.List;

/** A QUIC connection over UDP port 443 (RFC 9000): handshake, requests with responses, and the close. */
final class QuicConversation implements Conversation {

    private static final int DATAGRAM = 1250;
    private static final int LEAST_OVERHEAD = 30;
    private static final int SHORT_HEADER = 0x40;
    private static final int HIDDEN_BITS = 0x40;
    private static final long LOCAL_NANOS = 90_000;
    private static final long SERVER_THINKS = 8_000_000;
    private static final long LINGER = 300_000_000;

    private enum Phase {
        HANDSHAKE,
        ASK,
        ANSWER,
        ACKNOWLEDGE,
        CLOSE
    }

    private final Direction path;
    private final QuicHandshake handshake;
    private final Script opening;
    private final Iterator<RequestResponse> exchanges;
    private final Pace pace;
    private final Dice dice;
    private final int packetsPerAck;
    private Phase phase = Phase.HANDSHAKE;
    private RequestResponse exchange;
    private int left;
    private int unacknowledged;

    QuicConversation(Direction path, Server server, List<RequestResponse> exchanges, QuicInitialKeys keys, Dice dice) {
        this.path = path;
        this.dice = dice;
        this.exchanges = exchanges.iterator();
        handshake = new QuicHandshake(keys, dice);
        pace = new Pace(server.rttNanos(), dice);
        packetsPerAck = dice.between(2, 5);
        opening = opening(server.name());
    }

    private Script opening(String name) {
        return new Script()
                .udp(path, handshake.clientHello(name))
                .pause(pace.rttNanos() + dice.around(SERVER_THINKS))
                .udp(path.reversed(), handshake.serverHello())
                .pause(pace.gapNanos())
                .udp(path.reversed(), handshake.handshake(false, 1232))
                .pause(pace.gapNanos())
                .udp(path.reversed(), handshake.handshake(false, dice.between(300, 1200)))
                .pause(LOCAL_NANOS)
                .udp(path, handshake.handshake(true, dice.between(80, 120)));
    }

    @Override
    public long next(FrameWriter frame) {
        return switch (phase) {
            case HANDSHAKE -> handshake(frame);
            case ASK -> ask(frame);
            case ANSWER -> answer(frame);
            case ACKNOWLEDGE -> acknowledge(frame);
            case CLOSE -> close(frame);
        };
    }

    private long handshake(FrameWriter frame) {
        long pause = opening.next(frame);
        return pause == DONE ? nextExchange() : pause;
    }

    private long nextExchange() {
        if (!exchanges.hasNext()) {
            return then(Phase.CLOSE, dice.around(LINGER));
        }
        exchange = exchanges.next();
        left = exchange.request();
        return then(Phase.ASK, LOCAL_NANOS + exchange.thinkNanos());
    }

    private long ask(FrameWriter frame) {
        writeSome(frame, path, handshake.serverId());
        if (left > 0) {
            return pace.afterPacket();
        }
        pace.restart();
        left = exchange.response();
        return then(Phase.ANSWER, pace.rttNanos() + dice.around(SERVER_THINKS));
    }

    private long answer(FrameWriter frame) {
        writeSome(frame, path.reversed(), handshake.clientId());
        unacknowledged++;
        if (left == 0 || unacknowledged == packetsPerAck) {
            return then(Phase.ACKNOWLEDGE, LOCAL_NANOS);
        }
        return pace.afterPacket();
    }

    private long acknowledge(FrameWriter frame) {
        unacknowledged = 0;
        write(frame, path, handshake.serverId(), dice.between(LEAST_OVERHEAD, 46));
        return left == 0 ? nextExchange() : then(Phase.ANSWER, pace.afterPacket());
    }

    private long close(FrameWriter frame) {
        write(frame, path, handshake.serverId(), LEAST_OVERHEAD + 3);
        return DONE;
    }

    /** Writes a datagram with as much of the remaining data as fits. */
    private void writeSome(FrameWriter frame, Direction way, byte[] destinationId) {
        int size = Math.min(DATAGRAM, left + LEAST_OVERHEAD);
        left = Math.max(0, left - (DATAGRAM - LEAST_OVERHEAD));
        write(frame, way, destinationId, size);
    }

    /** Writes a packet with a short header. Its lower bits are encrypted, like everything after the connection id. */
    private void write(FrameWriter frame, Direction way, byte[] destinationId, int size) {
        Octets out = frame.udp(way);
        out.u8(SHORT_HEADER | dice.below(HIDDEN_BITS)).bytes(destinationId);
        Noise.write(out, dice.below(1 << 16), 0, size - 1 - destinationId.length);
    }

    private long then(Phase next, long nanos) {
        phase = next;
        return nanos;
    }
}
