package io.wadi.store;

import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.message.PacketGroup;
import io.wadi.packet.Packet;
import io.wadi.packet.PacketMemory;
import java.util.ArrayList;
import java.util.List;

/**
 * The packets of one offset range of a partition, stored as one row each. Not thread-safe; the aggregator serializes
 * the access.
 */
public final class TrafficBatch implements PacketGroup<PacketBatch> {

    private final List<Packet> packets = new ArrayList<>();
    private OffsetRange range;
    private long dead;
    private long bytes;
    private boolean trial;

    @Override
    public void add(PacketBatch batch) {
        range = range == null ? batch.range() : range.extendedBy(batch.range());
        packets.addAll(batch.packets());
        bytes += PacketMemory.of(batch.packets());
        dead += batch.deadContents();
        trial = batch.attempt().isTrial();
    }

    /** The packets, in the order of the partition. */
    public List<Packet> list() {
        return packets;
    }

    @Override
    public long read() {
        return packets.size();
    }

    @Override
    public long packets() {
        return packets.size();
    }

    @Override
    public OffsetRange range() {
        return range;
    }

    /** Number of unreadable messages in the range. */
    public long dead() {
        return dead;
    }

    /** Whether nothing of it is to be stored, see {@link io.wadi.message.Attempt}. */
    boolean isTrial() {
        return trial;
    }

    @Override
    public long heldBytes() {
        return bytes;
    }
}
