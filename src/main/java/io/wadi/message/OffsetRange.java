package io.wadi.message;

import java.util.Objects;

/**
 * A half-open range of offsets of a Kafka partition.
 *
 * @param topic the topic
 * @param topicId Kafka's id of the topic (KIP-516), which changes if the topic is recreated; null if unknown
 * @param partition number of the partition
 * @param first first offset of the range
 * @param next first offset after the range
 * @param epoch leader epoch of the last message before {@code next} (KIP-101), by which a broker detects that its log
 *     is not the one that was read; null if unknown
 */
public record OffsetRange(String topic, String topicId, int partition, long first, long next, Integer epoch) {

    /** Creates a range without a leader epoch. */
    public OffsetRange(String topic, String topicId, int partition, long first, long next) {
        this(topic, topicId, partition, first, next, null);
    }

    /** Whether another range starts where this one ends. */
    public boolean isFollowedBy(OffsetRange other) {
        return partition == other.partition
                && next == other.first
                && topic.equals(other.topic)
                && Objects.equals(topicId, other.topicId);
    }

    /** This range and the one that follows it as one range. */
    public OffsetRange extendedBy(OffsetRange other) {
        return new OffsetRange(topic, topicId, partition, first, other.next, other.epoch);
    }

    /** The form in logs: {@code packets/3 [100, 200)}. */
    @Override
    public String toString() {
        return topic + "/" + partition + " [" + first + ", " + next + ")";
    }
}
