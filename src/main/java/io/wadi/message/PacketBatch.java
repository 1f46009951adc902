package io.wadi.message;

import io.wadi.packet.Packet;
import java.util.List;

/**
 * Packets from one offset range of a partition.
 *
 * @param range the offset range of the messages
 * @param packets the readable ones, in order
 * @param dead the unreadable ones
 * @param alone whether the batch is stored by itself, without aggregation with others
 * @param attempt what was read of the messages
 */
public record PacketBatch(
        OffsetRange range, List<Packet> packets, List<DeadLetter> dead, boolean alone, Attempt attempt)
        implements ReadBatch {

    /** Creates a batch that may be aggregated with later ones. */
    public PacketBatch(OffsetRange range, List<Packet> packets, List<DeadLetter> dead) {
        this(range, packets, dead, false, Attempt.ALL);
    }

    @Override
    public List<Packet> contents() {
        return packets;
    }
}
