package io.wadi.store;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads Kafka's ids of topics (KIP-516), and the leader epochs of their partitions (KIP-101). A topic that is deleted and
 * recreated keeps its name and gets another id. A Kafka that is restored from older data has the same ids and an earlier
 * epoch.
 */
@FunctionalInterface
public interface TopicIds {

    /**
     * The ids that topics have now.
     *
     * @return the id by the name; without a topic that there is not, and without any where the broker gives no ids
     * @throws BrokerAwayException when the broker does not answer
     */
    Map<String, String> of(Set<String> topics);

    /**
     * The leader epochs that partitions have now.
     *
     * @return the epoch by the partition; without any where the broker gives no epochs
     * @throws BrokerAwayException when the broker does not answer
     */
    default Map<TopicPartition, Integer> epochs(Collection<TopicPartition> partitions) {
        return Map.of();
    }
}
