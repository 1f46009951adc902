package io.wadi.flow;

import io.wadi.message.OffsetRange;
import io.wadi.net.EndpointHash;
import io.wadi.packet.Packet;
import java.util.HashMap;
import java.util.Map;

/**
 * Recent TCP conversations of all partitions, so that windows and batches end without a trace. A direct-mapped table of
 * 32,768: a newcomer takes the slot of whoever hashes there, so that it never grows. Where a partition is not read on
 * from where it was left (it is read again, or was read elsewhere meanwhile), its conversations begin anew, for what
 * comes a second time would look sent a second time. Not thread-safe.
 */
final class TcpConversations {

    private static final int SLOTS = 1 << 15;

    /** Where a partition is read, and what tells its conversations from those before it was left. */
    private record Reading(OffsetRange last, long salt) {}

    private final TcpConversation[] slots = new TcpConversation[SLOTS];
    private final Map<Integer, Reading> readings = new HashMap<>();
    private long salts;
    private long salt;

    /** Says where the next packets come from; a probe, which reads no partition, never does. */
    void readFrom(OffsetRange range) {
        Reading before = readings.get(range.partition());
        salt = before != null && before.last.isFollowedBy(range) ? before.salt : salts++;
        readings.put(range.partition(), new Reading(range, salt));
    }

    /** Adds to a flow what one of its TCP packets shows in its conversation. */
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
