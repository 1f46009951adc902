package io.wadi.message;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What a consumer has processed, by the rule of Kafka's automatic commits: what a poll has returned is processed when
 * the next poll begins. Used by the consumer's thread only.
 */
final class ProcessedOffsets {

    private final Map<TopicPartition, OffsetAndMetadata> returned = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> processed = new HashMap<>();

    /** Before a poll. */
    void pollBegins() {
        processed.putAll(returned);
        returned.clear();
    }

    /** After a poll, with the offsets after its messages. */
    void polled(Map<TopicPartition, OffsetAndMetadata> next) {
        returned.putAll(next);
    }

    /** The offsets after the processed messages of these partitions. */
    Map<TopicPartition, OffsetAndMetadata> of(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(processed);
        offsets.keySet().retainAll(partitions);
        return offsets;
    }

    /** A listener that calls {@code next} first. Other consumers go on with the partitions that the group takes away. */
    ConsumerRebalanceListener forgetting(ConsumerRebalanceListener next) {
        return new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                next.onPartitionsAssigned(partitions);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                next.onPartitionsRevoked(partitions);
                forget(partitions);
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                next.onPartitionsLost(partitions);
                forget(partitions);
            }
        };
    }

    private void forget(Collection<TopicPartition> partitions) {
        returned.keySet().removeAll(partitions);
        processed.keySet().removeAll(partitions);
    }
}
