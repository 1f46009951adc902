package io.wadi.packet;

import java.util.List;

/**
 * Packets read from one stretch of a partition.
 *
 * @param range where they stood
 * @param packets those that could be read, in order
 * @param dead those that could not
 */
public record PacketBatch(OffsetRange range, List<Packet> packets, List<DeadLetter> dead) implements ReadBatch {

    @Override
    public List<Packet> contents() {
        return packets;
    }
}
