package io.wadi.replay;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What letters are about: whole messages, and packets of messages in Protobuf, of which letters may have different ones. There may be very many: all packets of a probe that wrote unreadable messages
 * for a day. Their offsets are mostly consecutive, so each takes a bit: 1,024 offsets of a partition share a set. A
 * packet takes 16 to 32 bytes. Forged letters may have any topic and offset; all sets together take at most a quarter of the heap.
 */
final class Origins {

    private static final int BITS = 10;

    /** Heap size of a set with its entry, and of a partition with the longest name of a topic, in bytes. */
    private static final int STRETCH_BYTES = 320;

    private static final int PARTITION_BYTES = 640;
    private static final int PART_OF_HEAP = 4;

    private record Stretch(TopicPartition partition, long number) {}

    private final long mostBytes;
    private final Map<TopicPartition, TopicPartition> partitions = new HashMap<>();
    private final Map<Stretch, BitSet> known = new HashMap<>();
    private final Digests packets = new Digests();

    Origins() {
        this(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    Origins(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * Adds a message; returns whether it is new.
     *
     * @throws ReplayException if the heap has no room for more
     */
    boolean add(String topic, int partition, long offset) {
        TopicPartition from = partitions.computeIfAbsent(new TopicPartition(topic, partition), one -> one);
        BitSet offsets = known.computeIfAbsent(new Stretch(from, offset >> BITS), stretch -> new BitSet());
        int bit = (int) (offset & (1 << BITS) - 1);
        boolean isNew = !offsets.get(bit);
        offsets.set(bit);
        requireRoom();
        return isNew;
    }

    /**
     * Adds packets of a message.
     *
     * @return the packets that no earlier letter had
     * @throws ReplayException if the heap has no room for more
     */
    List<byte[]> add(String topic, int partition, long offset, List<byte[]> contents) {
        Map<ByteBuffer, Integer> seen = new HashMap<>();
        List<byte[]> fresh = new ArrayList<>(contents.size());
        for (byte[] packet : contents) {
            int occurrence = seen.merge(ByteBuffer.wrap(packet), 1, Integer::sum);
            if (packets.add(topic, partition, offset, occurrence, packet)) {
                fresh.add(packet);
            }
            requireRoom();
        }
        return fresh;
    }

    private void requireRoom() {
        if ((long) STRETCH_BYTES * known.size() + (long) PARTITION_BYTES * partitions.size() + packets.bytes()
                > mostBytes) {
            throw new ReplayException("The letters are about messages in so many places that the heap has no room to "
                    + "remember them: give it more, for example with WADI_JAVA_OPTS=-Xmx2g");
        }
    }
}
