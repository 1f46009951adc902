package io.wadi.store;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads Kafka's ids of topics (KIP-516), and the ends and leader epochs of their partitions (KIP-101). A topic that is
 * deleted and recreated keeps its name and gets another id. A Kafka that was restored from a backup has the same ids and
 * an earlier epoch.
 */
@FunctionalInterface
public interface TopicIds {

    /**
     * The current ids of topics.
     *
     * @return ids by name, without topics that do not exist; empty if the broker has no ids
     * @throws BrokerAwayException if the broker does not answer
     */
    Map<String, String> of(Set<String> topics);

    /**
     * The current ends of partitions.
     *
     * @return the offset of the next message by partition, with the leader epoch if the broker has epochs
     * @throws BrokerAwayException if the broker does not answer
     */
    default Map<TopicPartition, OffsetAndMetadata> ends(Collection<TopicPartition> partitions) {
        return Map.of();
    }
}
