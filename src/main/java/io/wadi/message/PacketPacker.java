package io.wadi.message;

import io.wadi.packet.Packet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * Writes several packets into one record: those of a batch that go to the same partition, in their order. The record's key
 * is the conversation of its first packet, so Kafka's own partitioner sends it to the partition of all of them. Not
 * thread-safe.
 */
final class PacketPacker {

    /** Number of partitions if it is unknown: then a record has packets of one conversation only. */
    static final int UNKNOWN = Integer.MAX_VALUE;

    /** A record that is larger takes no further packet: 400 usual packets, and far less than a topic accepts. */
    static final int ENOUGH_BYTES = 1 << 16;

    private static final int FIRST_BYTES = 1024;

    private final int most;
    private final PacketProtoWriter writer = new PacketProtoWriter();

    /**
     * Creates a packer.
     *
     * @param most most packets of a record, at least 1
     */
    PacketPacker(int most) {
        this.most = most;
    }

    /** The record of a partition that grows, with the key of its first packet. */
    private static final class Open {
        private final PackedPackets packets = new PackedPackets(FIRST_BYTES);
        private byte[] key;
    }

    /**
     * Writes the packets of a batch, and leaves none for the next one, so packing delays nothing.
     *
     * @param partitions partitions of the topic, or {@link #UNKNOWN}
     */
    List<PacketMessage> pack(List<Packet> packets, int partitions) {
        List<PacketMessage> messages = new ArrayList<>();
        Map<Integer, Open> growing = new LinkedHashMap<>();
        for (Packet packet : packets) {
            byte[] key = ConversationKeys.of(packet);
            Open record = growing.computeIfAbsent(
                    BuiltInPartitioner.partitionForKey(key, partitions), partition -> new Open());
            if (record.packets.packets() == 0) {
                record.key = key;
            }
            writer.writeTo(record.packets, packet);
            if (record.packets.packets() == most || record.packets.length() >= ENOUGH_BYTES) {
                messages.add(message(record));
            }
        }
        for (Open record : growing.values()) {
            if (record.packets.packets() > 0) {
                messages.add(message(record));
            }
        }
        return messages;
    }

    private static PacketMessage message(Open record) {
        int packets = record.packets.packets();
        return new PacketMessage(record.key, record.packets.take(), packets);
    }
}
