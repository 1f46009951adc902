package io.wadi.packet;

/**
 * A stretch of a Kafka partition, half-open.
 *
 * @param topic the topic
 * @param partition the partition's number
 * @param first the position at which reading began
 * @param next the position at which reading goes on
 */
public record OffsetRange(String topic, int partition, long first, long next) {

    /** Whether another stretch begins where this one ends. */
    public boolean isFollowedBy(OffsetRange other) {
        return partition == other.partition && next == other.first && topic.equals(other.topic);
    }

    /** Both stretches as one. */
    public OffsetRange extendedBy(OffsetRange other) {
        return new OffsetRange(topic, partition, first, other.next);
    }

    /** As logs show it: {@code packets/3 [100, 200)}. */
    @Override
    public String toString() {
        return topic + "/" + partition + " [" + first + ", " + next + ")";
    }
}
