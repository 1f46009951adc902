package io.wadi.message;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;

/**
 * The latest leader epochs (KIP-101) that a consumer may have seen. Kafka's client believes the latest one: where Kafka
 * was restored from older data, it sends each request again until the broker reaches that epoch, and logs nothing. Used
 * by one thread.
 */
public final class SeenEpochs {

    /** Either may be null. */
    private record Seen(String topicId, Integer epoch) {}

    private final Map<TopicPartition, Seen> latest = new HashMap<>();

    /** Takes note of the epoch of a message, which may be from long ago; null if it has none. */
    void read(TopicPartition partition, Integer epoch) {
        Seen before = latest.get(partition);
        if (epoch != null && (before == null || before.epoch() == null || before.epoch() < epoch)) {
            latest.put(partition, new Seen(before == null ? null : before.topicId(), epoch));
        }
    }

    /**
     * Takes note of a partition's current epoch.
     *
     * @param topicId of its topic, or null: a recreated topic begins with an earlier epoch, as it should
     * @param epoch the epoch, or null if the broker has none
     * @throws OutdatedConsumerException if the epoch has become earlier
     */
    public void see(TopicPartition partition, String topicId, Integer epoch) {
        Seen before = latest.put(partition, new Seen(topicId, epoch));
        if (before != null
                && Objects.equals(before.topicId(), topicId)
                && before.epoch() != null
                && epoch != null
                && epoch < before.epoch()) {
            throw new OutdatedConsumerException("The leader epoch of " + partition + " was " + before.epoch()
                    + " and is now " + epoch + ", because Kafka was restored from older data");
        }
    }
}
