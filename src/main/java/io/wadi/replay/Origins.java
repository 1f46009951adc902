package io.wadi.replay;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The messages that letters are about. There may be very many: all packets of a probe that wrote unreadable messages
 * for a day. Their offsets are mostly consecutive, so each takes a bit: 1,024 offsets of a partition share a set.
 */
final class Origins {

    private static final int BITS = 10;

    private record Stretch(TopicPartition partition, long number) {}

    private final Map<TopicPartition, TopicPartition> partitions = new HashMap<>();
    private final Map<Stretch, BitSet> known = new HashMap<>();

    /** Adds a message; returns whether it is new. */
    boolean add(String topic, int partition, long offset) {
        TopicPartition from = partitions.computeIfAbsent(new TopicPartition(topic, partition), one -> one);
        BitSet offsets = known.computeIfAbsent(new Stretch(from, offset >> BITS), stretch -> new BitSet());
        int bit = (int) (offset & (1 << BITS) - 1);
        boolean isNew = !offsets.get(bit);
        offsets.set(bit);
        return isNew;
    }
}
