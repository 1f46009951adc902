package io.wadi.replay;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Which messages letters have told of. There may be as many as there were packets in a day of a probe that nobody could
 * read, one after the other, so that each takes a bit: 1,024 offsets of a partition share a set.
 */
final class Origins {

    private static final int BITS = 10;

    private record Stretch(TopicPartition partition, long number) {}

    private final Map<TopicPartition, TopicPartition> partitions = new HashMap<>();
    private final Map<Stretch, BitSet> known = new HashMap<>();

    /** Adds a message; returns whether it was not known before. */
    boolean add(String topic, int partition, long offset) {
        TopicPartition from = partitions.computeIfAbsent(new TopicPartition(topic, partition), one -> one);
        BitSet offsets = known.computeIfAbsent(new Stretch(from, offset >> BITS), stretch -> new BitSet());
        int bit = (int) (offset & (1 << BITS) - 1);
        boolean isNew = !offsets.get(bit);
        offsets.set(bit);
        return isNew;
    }
}
