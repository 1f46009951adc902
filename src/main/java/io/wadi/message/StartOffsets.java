package io.wadi.message;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits where a consumer starts, if its group has no offset yet. Otherwise a group that starts with new messages
 * ({@code auto.offset.reset=latest}) loses those that come before its first commit, if the consumer ends meanwhile: it
 * would start again with the messages that are new then.
 */
final class StartOffsets implements ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(StartOffsets.class);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Consumer<?, ?> consumer;
    private final ConsumerRebalanceListener next;

    /** Creates a listener, which calls {@code next} first. */
    StartOffsets(Consumer<?, ?> consumer, ConsumerRebalanceListener next) {
        this.consumer = consumer;
        this.next = next;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        next.onPartitionsAssigned(partitions);
        try {
            commit(new HashSet<>(partitions));
        } catch (KafkaException e) {
            LOG.warn("The offsets at which {} starts are not committed yet: {}", partitions, e.toString());
        }
    }

    private void commit(Set<TopicPartition> partitions) {
        consumer.committed(Set.copyOf(partitions), ANSWER).forEach((partition, committed) -> {
            if (committed != null) {
                partitions.remove(partition);
            }
        });
        Map<TopicPartition, OffsetAndMetadata> starts = new HashMap<>();
        partitions.forEach(
                partition -> starts.put(partition, new OffsetAndMetadata(consumer.position(partition, ANSWER))));
        if (!starts.isEmpty()) {
            consumer.commitSync(starts, ANSWER);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        next.onPartitionsRevoked(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        next.onPartitionsLost(partitions);
    }
}
