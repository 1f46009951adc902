package io.wadi.flow;

import io.wadi.message.OffsetRange;
import io.wadi.net.EndpointHash;
import io.wadi.packet.Packet;
import java.util.HashMap;
import java.util.Map;

/**
 * The recent TCP conversations of all partitions. Their state continues across windows and batches. The table is
 * direct-mapped with 32,768 slots: a new conversation replaces the one in its slot, so the table never grows. If a
 * partition is read again, or another process read it in between, its conversations start again; otherwise packets that
 * are read twice would count as retransmissions. Not thread-safe.
 */
final class TcpConversations {

    private static final int SLOTS = 1 << 15;

    /** The last range read of a partition, and a salt that separates its conversations from those before a jump. */
    private record Reading(OffsetRange last, long salt) {}

    private final TcpConversation[] slots = new TcpConversation[SLOTS];
    private final Map<Integer, Reading> readings = new HashMap<>();
    private long salts;
    private long salt;

    /** Sets the origin of the next packets. A probe never calls this, because it reads no partition. */
    void readFrom(OffsetRange range) {
        Reading before = readings.get(range.partition());
        salt = before != null && before.last.isFollowedBy(range) ? before.salt : salts++;
        readings.put(range.partition(), new Reading(range, salt));
    }

    /** Adds what a TCP packet shows of its conversation to its flow. */
    void add(Packet packet, Flow flow) {
        long src = EndpointHash.of(packet.src(), packet.srcPort());
        long dst = EndpointHash.of(packet.dst(), packet.dstPort());
        long key = EndpointHash.mix(src + dst + salt) ^ packet.probe().hashCode();
        int slot = (int) key & SLOTS - 1;
        TcpConversation conversation = slots[slot];
        if (conversation == null) {
            conversation = new TcpConversation();
            slots[slot] = conversation;
        }
        conversation.belongTo(key, packet.timestampNanos());
        conversation.add(packet.tcp(), src < dst, packet.timestampNanos(), flow);
    }
}
