package io.wadi.store;

import java.util.Optional;

/**
 * What a row of {@code ingest_offsets} says of one consumer and partition.
 *
 * @param next where it goes on
 * @param topicId Kafka's id of the topic that the offset belongs to; null where it is not known
 * @param tailLost whether the partition was once seen to end below it
 */
record StoredOffset(long next, String topicId, boolean tailLost) {

    /** Whether the offset belongs to an earlier topic of the same name; false where either id is not known. */
    boolean isOfAnotherTopic(String currentId) {
        return topicId != null && currentId != null && !topicId.equals(currentId);
    }

    /** Why nothing may be read from the partition until somebody decides, as a phrase about the consumer. */
    Optional<String> problem(String currentId, long end) {
        if (isOfAnotherTopic(currentId)) {
            return Optional.of("is at offset " + next + " of a topic that was since recreated (id " + topicId + ", now "
                    + currentId + ")");
        }
        if (next > end) {
            return Optional.of("is at offset " + next + ", but the topic ends at " + end);
        }
        return tailLost ? Optional.of("is at offset " + next + ", but the topic has ended below it") : Optional.empty();
    }
}
