package io.wadi.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Where one consumer goes on in one partition: a row of {@code ingest_offsets}, or a part of a snapshot of the lake.
 *
 * @param next offset of the next message to store
 * @param topicId Kafka's id of the topic of the offset; null if unknown
 * @param tailLost whether the partition was once found to end below the offset
 * @param epoch leader epoch of the last message before it; null if unknown
 */
public record StoredOffset(long next, String topicId, boolean tailLost, Integer epoch) {

    /** Creates an offset without a leader epoch. */
    public StoredOffset(long next, String topicId, boolean tailLost) {
        this(next, topicId, tailLost, null);
    }

    /** Reads a row that has the four columns. */
    static StoredOffset of(ResultSet row) throws SQLException {
        return new StoredOffset(
                row.getLong("next_offset"),
                row.getString("topic_id"),
                row.getBoolean("tail_lost"),
                row.getObject("leader_epoch", Integer.class));
    }

    /** The position to seek. With the epoch, Kafka checks that its log up to there is the one that was read. */
    OffsetAndMetadata position() {
        return new OffsetAndMetadata(next, Optional.ofNullable(epoch), "");
    }

    /** Whether the offset belongs to an earlier topic of the same name; false if an id is unknown. */
    public boolean isOfAnotherTopic(String currentId) {
        return topicId != null && currentId != null && !topicId.equals(currentId);
    }

    /** Like {@link #problem(String, long, Integer)}. */
    Optional<String> problem(PartitionLog log) {
        return problem(log.topicId(), log.end(), log.epoch());
    }

    /**
     * Why the partition must not be read until an operator decides, as a phrase about the consumer. Kafka's client must
     * not seek with an epoch later than the current one: it would wait for that epoch forever and log nothing.
     */
    Optional<String> problem(String currentId, long end, Integer currentEpoch) {
        if (isOfAnotherTopic(currentId)) {
            return Optional.of("is at offset " + next + " of a topic that was recreated since then (id " + topicId
                    + ", now " + currentId + ")");
        }
        if (next > end) {
            return Optional.of("is at offset " + next + ", but the topic ends at " + end);
        }
        if (epoch != null && currentEpoch != null && epoch > currentEpoch) {
            return Optional.of("is at offset " + next + ", stored in leader epoch " + epoch
                    + ", but the topic's leader epoch is " + currentEpoch + ": Kafka was restored from older data");
        }
        return tailLost
                ? Optional.of("is at offset " + next + ", but the topic ended below this offset")
                : Optional.empty();
    }
}
