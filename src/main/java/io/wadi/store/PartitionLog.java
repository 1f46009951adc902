package io.wadi.store;

/**
 * What Kafka has of a partition.
 *
 * @param topicId Kafka's id of the topic; null where the broker gives none
 * @param oldest the offset of the oldest message
 * @param end the offset that the next message gets
 * @param epoch the partition's leader epoch (KIP-101), to which Kafka adds 1 with each election; null where the broker
 *     gives none
 */
record PartitionLog(String topicId, long oldest, long end, Integer epoch) {}
