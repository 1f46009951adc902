package io.wadi.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A short conversation that is fixed from its start: packets and pauses. */
final class Script implements Conversation {

    private final List<Consumer<FrameWriter>> packets = new ArrayList<>(4);
    private final List<Long> pauses = new ArrayList<>(4);
    private int at;

    /** Adds a UDP datagram. */
    Script udp(Direction path, byte[] payload) {
        return add(frame -> frame.udp(path).bytes(payload));
    }

    /** Adds an ICMP or ICMPv6 message; {@code body} is the data after the checksum. */
    Script icmp(Direction path, int type, int code, byte[] body) {
        return add(frame -> frame.icmp(path, type, code).bytes(body));
    }

    /** Adds a packet that writes itself into a frame. */
    Script add(Consumer<FrameWriter> packet) {
        packets.add(packet);
        pauses.add(0L);
        return this;
    }

    /** Adds a pause after the last packet. */
    Script pause(long nanos) {
        pauses.set(pauses.size() - 1, nanos);
        return this;
    }

    @Override
    public long next(FrameWriter frame) {
        packets.get(at).accept(frame);
        long pause = pauses.get(at++);
        return at == packets.size() ? DONE : pause;
    }
}
