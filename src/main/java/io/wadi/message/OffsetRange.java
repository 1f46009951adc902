package io.wadi.message;

import java.util.Objects;

/**
 * A stretch of a Kafka partition, half-open.
 *
 * @param topic the topic
 * @param topicId Kafka's id of the topic (KIP-516), which a recreated topic does not keep; null where it is not known
 * @param partition the partition's number
 * @param first the position at which reading began
 * @param next the position at which reading goes on
 */
public record OffsetRange(String topic, String topicId, int partition, long first, long next) {

    /** Whether another stretch begins where this one ends. */
    public boolean isFollowedBy(OffsetRange other) {
        return partition == other.partition
                && next == other.first
                && topic.equals(other.topic)
                && Objects.equals(topicId, other.topicId);
    }

    /** Both stretches as one. */
    public OffsetRange extendedBy(OffsetRange other) {
        return new OffsetRange(topic, topicId, partition, first, other.next);
    }

    /** As logs show it: {@code packets/3 [100, 200)}. */
    @Override
    public String toString() {
        return topic + "/" + partition + " [" + first + ", " + next + ")";
    }
}
