package io.wadi.store;

import io.wadi.database.Jdbc;
import io.wadi.failure.Backoff;
import io.wadi.message.OffsetRange;
import io.wadi.message.OutdatedConsumerException;
import io.wadi.settings.BeyondEnd;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Keeps a consumer's partitions at their stored offsets. A new partition, or one with a batch that the fence rejected,
 * is paused until its stored offset is known and the consumer has sought it. It stays paused while the database is
 * unreachable; other partitions continue. Used by the consumer's thread only.
 */
final class PartitionPositions {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionPositions.class);
    private static final long LONGEST_WAIT_MILLIS = 10_000;

    /** Start of the next pack, in the topic with this id, which may be null. */
    record Position(long first, String topicId) {
        boolean isOfAnotherTopic(String currentId) {
            return topicId != null && currentId != null && !topicId.equals(currentId);
        }
    }

    private final Consumer<?, ?> kafka;
    private final String group;
    private final StoredOffsets offsets;
    private final OffsetTable table;
    private final OlderTables older;
    private final BeyondEnd beyondEnd;
    private final PartitionWatch watch;
    private final Map<TopicPartition, Position> positions = new HashMap<>();
    private final Set<TopicPartition> unsettled = new HashSet<>();
    private final Set<TopicPartition> goneBack = new HashSet<>();
    private final Set<TopicPartition> waiting = new HashSet<>();
    private final Backoff backoff = new Backoff(LONGEST_WAIT_MILLIS);
    private long retryDue = System.nanoTime();

    PartitionPositions(Consumer<?, ?> kafka, String group, StoredOffsets offsets, BeyondEnd beyondEnd) {
        this.kafka = kafka;
        this.group = group;
        this.offsets = offsets;
        table = offsets.table();
        older = new OlderTables(group, table);
        this.beyondEnd = beyondEnd;
        watch = new PartitionWatch(offsets.topicIds());
    }

    void assigned(Collection<TopicPartition> partitions) {
        kafka.pause(partitions);
        unsettled.addAll(partitions);
        retryDue = System.nanoTime();
    }

    void revoked(Collection<TopicPartition> partitions) {
        partitions.forEach(positions::remove);
        partitions.forEach(partition -> offsets.limits().forget(group, partition));
        unsettled.removeAll(partitions);
        goneBack.removeAll(partitions);
        waiting.removeAll(partitions);
        older.forget(partitions);
        offsets.paused().ended(group, partitions);
    }

    /** What has been stored of settled partitions. */
    void stored(Map<TopicPartition, OffsetAndMetadata> offsetsNow) {
        offsetsNow.forEach((partition, next) -> {
            if (positions.containsKey(partition)) {
                older.reached(partition, next.offset());
            }
        });
    }

    /** Start of the next pack of a partition; null while it is unknown. */
    Long first(TopicPartition partition) {
        Position position = positions.get(partition);
        return position == null ? null : position.first();
    }

    /** The range from the current start to {@code next}, where the next pack of the partition starts. */
    OffsetRange advance(TopicPartition partition, OffsetAndMetadata next) {
        Position position = positions.get(partition);
        positions.put(partition, new Position(next.offset(), position.topicId()));
        return new OffsetRange(
                partition.topic(),
                position.topicId(),
                partition.partition(),
                position.first(),
                next.offset(),
                next.leaderEpoch().orElse(null));
    }

    /**
     * Whether there is a gap before the records because Kafka no longer has the messages: the topic was recreated, a
     * broker lost its last messages, or retention deleted them. The partition then waits for its stored offset, and the
     * records must be ignored. A gap alone does not prove this, because transaction markers use offsets too.
     */
    boolean unsettledBy(TopicPartition partition, List<? extends ConsumerRecord<?, ?>> records) {
        long expected = positions.get(partition).first();
        if (records.isEmpty() || records.get(0).offset() == expected) {
            return false;
        }
        boolean back = records.get(0).offset() < expected;
        if (back) {
            goneBack.add(partition);
        }
        boolean gone = back || mayBeDeleted(partition, expected);
        if (gone) {
            unsettle(partition);
        }
        return gone;
    }

    private boolean mayBeDeleted(TopicPartition partition, long offset) {
        try {
            return kafka.beginningOffsets(Set.of(partition)).get(partition) > offset;
        } catch (KafkaException e) {
            LOG.warn("{} cannot read where {} begins: {}", group, partition, e.getMessage());
            return true;
        }
    }

    private void unsettle(TopicPartition partition) {
        kafka.pause(Set.of(partition));
        positions.remove(partition);
        older.forget(Set.of(partition));
        unsettled.add(partition);
        retryDue = System.nanoTime();
    }

    /** Seeks the stored offsets of paused partitions. */
    void settle() {
        for (TopicPartition partition : kafka.assignment()) {
            if (offsets.takeRewind(group, partition)) {
                unsettle(partition);
            }
        }
        if (watch.isDue()) {
            if (unsettleChanged()) {
                older.find().forEach(this::unsettle);
            }
            watch.looked();
        }
        if (!unsettled.isEmpty() && System.nanoTime() - retryDue >= 0) {
            seekUnsettled();
        }
    }

    /** Whether the broker answered: while it is away, a look at the database as well would only delay a stop. */
    private boolean unsettleChanged() {
        try {
            watch.changed(positions).forEach(this::unsettle);
            return true;
        } catch (BrokerAwayException e) {
            LOG.debug("{} cannot check whether its partitions have changed: {}", group, e.getMessage());
            return false;
        }
    }

    private void seekUnsettled() {
        List<TopicPartition> partitions = new ArrayList<>(unsettled);
        try {
            Map<TopicPartition, PartitionLog> logs = logs(partitions);
            for (TopicPartition partition : partitions) {
                settle(partition, logs.get(partition));
            }
            if (unsettled.isEmpty()) {
                backoff.reset();
            }
        } catch (TimeoutException e) {
            throw new OutdatedConsumerException("Kafka answers, but not the consumer of " + group);
        } catch (DataAccessException | KafkaException | BrokerAwayException e) {
            String reason = Jdbc.message(e);
            LOG.warn("{} is paused: it cannot read its offsets: {}", group, reason);
            offsets.paused().failed(group, unsettled, reason);
        }
        retryDue = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(backoff.nextMillis());
    }

    private Map<TopicPartition, PartitionLog> logs(List<TopicPartition> partitions) {
        Map<String, String> ids = watch.ids(partitions);
        Map<TopicPartition, OffsetAndMetadata> now = watch.ends(partitions, ids);
        Map<TopicPartition, Long> oldest = kafka.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = kafka.endOffsets(partitions);
        return partitions.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        partition -> new PartitionLog(
                                ids.get(partition.topic()),
                                oldest.get(partition),
                                ends.get(partition),
                                Optional.ofNullable(now.get(partition))
                                        .flatMap(OffsetAndMetadata::leaderEpoch)
                                        .orElse(null))));
    }

    private void settle(TopicPartition partition, PartitionLog log) {
        if (goneBack.remove(partition)) {
            table.tailLost(group, partition);
        }
        StoredOffset stored = table.load(group, partition, log);
        if (stored.problem(log).isEmpty()) {
            goOn(partition, stored, log);
            return;
        }
        // Another process may have stored more, or restarted the topic, after the first look at Kafka. A second look is
        // not older than the row.
        PartitionLog later = logs(List.of(partition)).get(partition);
        Optional<String> problem = stored.problem(later);
        if (problem.isEmpty()) {
            goOn(partition, stored, later);
        } else if (beyondEnd == BeyondEnd.WAIT) {
            await(partition, stored, later, problem.get());
        } else {
            restart(partition, stored, later, problem.get());
        }
    }

    private void goOn(TopicPartition partition, StoredOffset stored, PartitionLog log) {
        if (stored.next() < log.oldest()) {
            LOG.error(
                    "{} continues with {} at offset {} instead of {}: Kafka has deleted the messages between, and "
                            + "they are lost",
                    group,
                    partition,
                    log.oldest(),
                    stored.next());
            if (table.move(group, partition, stored.next(), log.oldest())) {
                seek(partition, new StoredOffset(log.oldest(), stored.topicId(), false));
            }
        } else {
            seek(partition, stored);
        }
    }

    private void await(TopicPartition partition, StoredOffset stored, PartitionLog log, String problem) {
        if (!stored.tailLost() && !stored.isOfAnotherTopic(log.topicId())) {
            // Stores this fact, because the partition may later grow beyond the offset.
            table.tailLost(group, partition);
        }
        offsets.paused().ended(group, Set.of(partition));
        if (waiting.add(partition)) {
            LOG.error(
                    "{} stores nothing from {}: it {}. Set wadi.offsets.beyond-end=restart to begin with the oldest message",
                    group,
                    partition,
                    problem);
        }
    }

    private void restart(TopicPartition partition, StoredOffset stored, PartitionLog log, String problem) {
        LOG.error("{} restarts {} with its oldest message: it {}", group, partition, problem);
        if (stored.isOfAnotherTopic(log.topicId())) {
            table.restart(group, partition.topic(), log.topicId());
        } else {
            table.move(group, partition, stored.next(), log.oldest());
        }
        StoredOffset restarted = table.load(group, partition, log);
        if (restarted.problem(log).isEmpty()) {
            goOn(partition, restarted, log);
        }
    }

    /** If the log was truncated below the offset and has grown again, Kafka's client seeks the point of truncation. */
    private void seek(TopicPartition partition, StoredOffset stored) {
        kafka.seek(partition, stored.position());
        kafka.resume(Set.of(partition));
        positions.put(partition, new Position(stored.next(), stored.topicId()));
        older.reached(partition, stored.next());
        unsettled.remove(partition);
        waiting.remove(partition);
        offsets.paused().ended(group, Set.of(partition));
    }
}
