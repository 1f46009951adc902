package io.wadi.store;

import org.apache.kafka.common.TopicPartition;
import org.springframework.dao.DataAccessException;

/** What consumers ask of table {@code ingest_offsets} besides the fence, which is part of the store statements. */
interface OffsetTable {

    /**
     * The stored offset of a consumer and partition. A consumer without one begins with the oldest message, which is
     * noted; but where it has stored other partitions of an earlier topic of this name, the answer is that topic's, and
     * nothing is noted. An offset from before topic ids were kept gets the current id, if it is one of the partition's.
     *
     * @throws DataAccessException when the database cannot say; nothing may be consumed then
     */
    StoredOffset load(String consumer, TopicPartition partition, PartitionLog log);

    /** Notes that the partition ends, or ended, below the stored offset. */
    void tailLost(String consumer, TopicPartition partition);

    /**
     * Moves a stored offset by hand, where Kafka no longer has what it points at.
     *
     * @return false, and nothing moved, where somebody else has moved it meanwhile
     */
    boolean move(String consumer, TopicPartition partition, long from, long to);

    /** Takes the current topic for a new one, in all its partitions. */
    void restart(String consumer, String topic, String currentId);
}
