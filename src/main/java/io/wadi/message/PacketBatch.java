package io.wadi.message;

import io.wadi.packet.Packet;
import java.util.List;

/**
 * Packets from one offset range of a partition.
 *
 * @param range where they stood
 * @param packets those that could be read, in order
 * @param dead those that could not
 * @param alone whether it is to be stored by itself
 */
public record PacketBatch(OffsetRange range, List<Packet> packets, List<DeadLetter> dead, boolean alone)
        implements ReadBatch {

    /** What may be stored together with what follows. */
    public PacketBatch(OffsetRange range, List<Packet> packets, List<DeadLetter> dead) {
        this(range, packets, dead, false);
    }

    @Override
    public List<Packet> contents() {
        return packets;
    }
}
