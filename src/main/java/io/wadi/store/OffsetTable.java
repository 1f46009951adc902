package io.wadi.store;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.dao.DataAccessException;

/**
 * Where the offsets of a store are, besides the fence, which is part of storing: table {@code ingest_offsets}, or the
 * snapshots of the lake.
 */
public interface OffsetTable {

    /**
     * The stored offset of a consumer and partition. A consumer without one starts with the oldest message, and that
     * offset is stored. Exception: if it has stored other partitions of an earlier topic of this name, the result has
     * that topic's id, and nothing is stored. An offset that was stored without a topic id gets the current id, if it
     * is within the partition.
     *
     * @throws DataAccessException if the database does not answer; nothing may be consumed then
     */
    StoredOffset load(String consumer, TopicPartition partition, PartitionLog log);

    /**
     * The stored offsets of a consumer, by partition of a topic.
     *
     * @throws DataAccessException when the database cannot say
     */
    Map<Integer, Long> ofTopic(String consumer, String topic);

    /**
     * Whether another transaction holds the stored offset, so that a fence cannot move it now.
     *
     * @throws DataAccessException when the database cannot say
     */
    boolean isHeld(String consumer, TopicPartition partition);

    /** Notes that the partition ends, or once ended, below the stored offset. */
    void tailLost(String consumer, TopicPartition partition);

    /**
     * Moves a stored offset if Kafka no longer has the message at it.
     *
     * @return false if another process has moved it meanwhile; then nothing is changed
     */
    boolean move(String consumer, TopicPartition partition, long from, long to);

    /** Treats the current topic as a new one, in all its partitions. */
    void restart(String consumer, String topic, String currentId);
}
