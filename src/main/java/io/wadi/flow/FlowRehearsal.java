package io.wadi.flow;

import io.wadi.packet.Packet;
import java.util.List;
import java.util.function.Consumer;

/** Aggregates packets and writes the flows as messages, which nobody gets; see {@link io.wadi.pcap.CaptureRehearsal}. */
public final class FlowRehearsal implements Consumer<List<Packet>> {

    private static final int BATCH = 20_000;

    private final FlowJson json = new FlowJson();
    private final long windowSeconds;
    private FlowTable table;

    /** With windows of this length. */
    public FlowRehearsal(long windowSeconds) {
        this.windowSeconds = windowSeconds;
        table = empty();
    }

    private FlowTable empty() {
        return new FlowTable(windowSeconds, new TcpConversations());
    }

    @Override
    public void accept(List<Packet> packets) {
        packets.forEach(table::add);
        if (table.packets() >= BATCH) {
            json.write(table);
            table = empty();
        }
    }
}
