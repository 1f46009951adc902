package io.wadi.message;

import java.util.Objects;

/**
 * A half-open range of offsets of a Kafka partition.
 *
 * @param topic the topic
 * @param topicId Kafka's id of the topic (KIP-516), which a recreated topic does not keep; null where it is not known
 * @param partition the partition's number
 * @param first the position at which reading began
 * @param next the position at which reading goes on
 * @param epoch leader epoch of the last message before {@code next} (KIP-101), by which a broker tells whether its log
 *     is still the one that was read; null where it is not known
 */
public record OffsetRange(String topic, String topicId, int partition, long first, long next, Integer epoch) {

    /** A stretch whose leader epoch is not known. */
    public OffsetRange(String topic, String topicId, int partition, long first, long next) {
        this(topic, topicId, partition, first, next, null);
    }

    /** Whether another stretch begins where this one ends. */
    public boolean isFollowedBy(OffsetRange other) {
        return partition == other.partition
                && next == other.first
                && topic.equals(other.topic)
                && Objects.equals(topicId, other.topicId);
    }

    /** Both stretches as one. */
    public OffsetRange extendedBy(OffsetRange other) {
        return new OffsetRange(topic, topicId, partition, first, other.next, other.epoch);
    }

    /** As logs show it: {@code packets/3 [100, 200)}. */
    @Override
    public String toString() {
        return topic + "/" + partition + " [" + first + ", " + next + ")";
    }
}
