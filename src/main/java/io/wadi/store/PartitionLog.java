package io.wadi.store;

/**
 * The state of a partition in Kafka.
 *
 * @param topicId Kafka's id of the topic; null if the broker has none
 * @param oldest offset of the oldest message
 * @param end offset of the next message
 * @param epoch the partition's leader epoch (KIP-101), which increases with each election; null if the broker has none
 */
public record PartitionLog(String topicId, long oldest, long end, Integer epoch) {}
