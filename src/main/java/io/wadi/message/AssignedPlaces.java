package io.wadi.message;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Where a consumer is in partitions that it has without a group: what its next one needs. Not thread-safe. */
final class AssignedPlaces {

    private final Set<TopicPartition> partitions = new HashSet<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    void assign(Collection<TopicPartition> assigned) {
        partitions.clear();
        partitions.addAll(assigned);
        positions.keySet().retainAll(partitions);
    }

    void seek(TopicPartition partition, long offset) {
        positions.put(partition, offset);
    }

    void read(ConsumerRecords<?, ?> records) {
        records.nextOffsets().forEach((partition, next) -> {
            if (partitions.contains(partition)) {
                positions.put(partition, next.offset());
            }
        });
    }

    void restore(Consumer<?, ?> consumer) {
        if (!partitions.isEmpty()) {
            consumer.assign(partitions);
            positions.forEach(consumer::seek);
        }
    }
}
