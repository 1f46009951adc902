package io.wadi.store;

import io.wadi.retry.Backoff;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a consumer's partitions where the database says. A new partition, and one that the fence held off, is paused
 * until its stored offset is known and sought; while the database is away it stays paused and others go on. Used by
 * the consumer's thread only.
 */
final class PartitionPositions {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionPositions.class);
    private static final long LONGEST_WAIT_MILLIS = 10_000;

    private final Consumer<?, ?> kafka;
    private final String group;
    private final StoredOffsets offsets;
    private final BeyondEnd beyondEnd;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Set<TopicPartition> unsettled = new HashSet<>();
    private final Backoff backoff = new Backoff(LONGEST_WAIT_MILLIS);
    private long retryDue = System.nanoTime();

    PartitionPositions(Consumer<?, ?> kafka, String group, StoredOffsets offsets, BeyondEnd beyondEnd) {
        this.kafka = kafka;
        this.group = group;
        this.offsets = offsets;
        this.beyondEnd = beyondEnd;
    }

    void assigned(Collection<TopicPartition> partitions) {
        kafka.pause(partitions);
        unsettled.addAll(partitions);
        retryDue = System.nanoTime();
    }

    void revoked(Collection<TopicPartition> partitions) {
        partitions.forEach(positions::remove);
        unsettled.removeAll(partitions);
    }

    /** Where the next pack of a partition begins, or null while that is not known. */
    Long first(TopicPartition partition) {
        return positions.get(partition);
    }

    void advance(TopicPartition partition, long next) {
        positions.put(partition, next);
    }

    /**
     * Whether records do not follow on the last ones because Kafka no longer has what does: the topic was made anew, or
     * retention was faster than this consumer. The partition then waits for its stored offset, and the records are to be
     * left alone. (A gap alone proves nothing: the markers of transactions take offsets too.)
     */
    boolean unsettledBy(TopicPartition partition, List<? extends ConsumerRecord<?, ?>> records) {
        long expected = positions.get(partition);
        if (records.isEmpty() || records.get(0).offset() == expected) {
            return false;
        }
        boolean gone = records.get(0).offset() < expected || mayBeDeleted(partition, expected);
        if (gone) {
            unsettle(partition);
        }
        return gone;
    }

    private boolean mayBeDeleted(TopicPartition partition, long offset) {
        try {
            return kafka.beginningOffsets(Set.of(partition)).get(partition) > offset;
        } catch (KafkaException e) {
            LOG.warn("{} cannot learn where {} begins: {}", group, partition, e.getMessage());
            return true;
        }
    }

    private void unsettle(TopicPartition partition) {
        kafka.pause(Set.of(partition));
        positions.remove(partition);
        unsettled.add(partition);
        retryDue = System.nanoTime();
    }

    /** Seeks what is to be sought. */
    void settle() {
        for (TopicPartition partition : kafka.assignment()) {
            if (offsets.takeRewind(group, partition)) {
                unsettle(partition);
            }
        }
        if (!unsettled.isEmpty() && System.nanoTime() - retryDue >= 0) {
            seekUnsettled();
        }
    }

    private void seekUnsettled() {
        List<TopicPartition> partitions = new ArrayList<>(unsettled);
        try {
            Map<TopicPartition, Long> oldest = kafka.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = kafka.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                seek(partition, oldest.get(partition), ends.get(partition));
            }
            if (unsettled.isEmpty()) {
                backoff.reset();
            }
        } catch (SQLException | KafkaException e) {
            LOG.warn("{} waits, for it cannot learn where to go on: {}", group, e.getMessage());
        }
        retryDue = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(backoff.nextMillis());
    }

    private void seek(TopicPartition partition, long oldest, long end) throws SQLException {
        long next = offsets.load(group, partition, oldest);
        if (next > end) {
            if (beyondEnd == BeyondEnd.WAIT) {
                LOG.error(
                        "{} has stored {} up to offset {}, but the topic ends at {}: was it deleted and made anew? Set"
                                + " wadi.offsets.beyond-end=restart to begin with its oldest message",
                        group,
                        partition,
                        next,
                        end);
                return;
            }
            next = moveTo(partition, next, oldest, "the topic was made anew");
        } else if (next < oldest) {
            next = moveTo(partition, next, oldest, "Kafka has deleted what lay between, which is lost");
        }
        kafka.seek(partition, next);
        kafka.resume(Set.of(partition));
        positions.put(partition, next);
        unsettled.remove(partition);
    }

    private long moveTo(TopicPartition partition, long from, long to, String reason) throws SQLException {
        LOG.error("{} goes on with {} at offset {} instead of {}: {}", group, partition, to, from, reason);
        offsets.move(group, partition, to);
        return to;
    }
}
