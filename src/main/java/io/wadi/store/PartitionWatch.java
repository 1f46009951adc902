package io.wadi.store;

import io.wadi.message.OutdatedConsumerException;
import io.wadi.message.SeenEpochs;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks every five seconds whether partitions are still the logs that a running consumer reads. A topic that was
 * recreated, and a broker that was restored from older data, may give no message by which the consumer would notice
 * it. Used by the consumer's thread only.
 */
final class PartitionWatch {

    private static final long LOOK_MILLIS = 5_000;

    private final TopicIds topicIds;
    private final SeenEpochs seen = new SeenEpochs();
    private long due = System.nanoTime();

    PartitionWatch(TopicIds topicIds) {
        this.topicIds = topicIds;
    }

    boolean isDue() {
        return System.nanoTime() - due >= 0;
    }

    /** The next look is due in five seconds, however long this one waited for servers that are away. */
    void looked() {
        due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
    }

    /**
     * The ids of topics. What is read of a topic that is recreated after this is rejected before it is stored.
     *
     * @throws BrokerAwayException when the broker does not answer
     */
    Map<String, String> ids(Collection<TopicPartition> partitions) {
        return topicIds.of(partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
    }

    /**
     * Where partitions end; without those that the broker does not know.
     *
     * @param ids of their topics, asked before
     * @throws BrokerAwayException when the broker does not answer
     * @throws OutdatedConsumerException when a leader epoch has become earlier (see {@link SeenEpochs})
     */
    Map<TopicPartition, OffsetAndMetadata> ends(Collection<TopicPartition> partitions, Map<String, String> ids) {
        Map<TopicPartition, OffsetAndMetadata> ends = topicIds.ends(partitions);
        ends.forEach((partition, end) -> seen.see(
                partition, ids.get(partition.topic()), end.leaderEpoch().orElse(null)));
        return ends;
    }

    /**
     * The partitions whose position is not one of their log as it is now.
     *
     * @throws BrokerAwayException as {@link #ends}
     * @throws OutdatedConsumerException likewise
     */
    List<TopicPartition> changed(Map<TopicPartition, PartitionPositions.Position> positions) {
        Set<TopicPartition> partitions = Set.copyOf(positions.keySet());
        if (partitions.isEmpty()) {
            return List.of();
        }
        Map<String, String> ids = ids(partitions);
        Map<TopicPartition, OffsetAndMetadata> ends = ends(partitions, ids);
        return partitions.stream()
                .filter(partition -> {
                    PartitionPositions.Position position = positions.get(partition);
                    return position.isOfAnotherTopic(ids.get(partition.topic()))
                            || ends.containsKey(partition)
                                    && position.first() > ends.get(partition).offset();
                })
                .toList();
    }
}
