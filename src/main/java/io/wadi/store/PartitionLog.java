package io.wadi.store;

/**
 * What Kafka has of a partition.
 *
 * @param topicId Kafka's id of the topic; null where the broker gives none
 * @param oldest the offset of the oldest message
 * @param end the offset that the next message gets
 */
record PartitionLog(String topicId, long oldest, long end) {}
