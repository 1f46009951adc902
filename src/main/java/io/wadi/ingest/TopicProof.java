package io.wadi.ingest;

import io.wadi.message.Acknowledged;
import io.wadi.message.KafkaAccess;
import io.wadi.message.RenewedAdmin;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether a topic holds the messages that it acknowledged. Each message has its own offset. At the end of the run the
 * topic still holds all of these offsets: no broker has lost the last messages, and retention has not deleted the first
 * ones. Other producers do not affect the result.
 *
 * @param topic the topic
 * @param acknowledged acknowledged messages
 * @param held those messages that the topic certainly holds
 */
public record TopicProof(String topic, long acknowledged, long held) {

    /** Looks up the offsets and creates the proof. */
    static TopicProof of(KafkaAccess kafka, String topic, Map<TopicPartition, Acknowledged> acknowledged)
            throws ExecutionException, InterruptedException {
        try (Admin admin = RenewedAdmin.create(kafka.properties())) {
            Map<TopicPartition, Long> begins = TopicOffsets.begins(admin, Set.of(topic));
            Map<TopicPartition, Long> ends = TopicOffsets.ends(admin, Set.of(topic));
            long messages = 0;
            long held = 0;
            for (Map.Entry<TopicPartition, Acknowledged> some : acknowledged.entrySet()) {
                messages += some.getValue().messages();
                held += some.getValue()
                        .heldBetween(begins.getOrDefault(some.getKey(), 0L), ends.getOrDefault(some.getKey(), 0L));
            }
            return new TopicProof(topic, messages, held);
        }
    }

    /** Whether no acknowledged message is missing. */
    public boolean isWhole() {
        return held == acknowledged;
    }
}
