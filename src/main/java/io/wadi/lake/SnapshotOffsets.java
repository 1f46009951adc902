package io.wadi.lake;

import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import io.wadi.message.OffsetRange;
import io.wadi.settings.TableStore;
import io.wadi.store.OffsetTable;
import io.wadi.store.PartitionLog;
import io.wadi.store.StoredOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The offsets in the snapshots of the lake. Table {@code ingest_offsets} gets a copy, where the lag is read.
 * Thread-safe.
 */
final class SnapshotOffsets implements OffsetTable {

    private static final Sql COPY = Sql.file("lake/copy-offset");

    private final Lake lake;
    private final JdbcClient database;

    SnapshotOffsets(Lake lake) {
        this.lake = lake;
        database = Jdbc.client(lake.database());
    }

    @Override
    public StoredOffset load(String consumer, TopicPartition partition, PartitionLog log) {
        change(consumer, offsets -> known(offsets, partition, log));
        LakeOffsets offsets = lake.use(LakeTable::offsets);
        LakeOffsets.Stored own = offsets.stored(partition);
        if (own != null) {
            copy(consumer, partition, own);
            return own.offset();
        }
        return offsets.ofTopic(partition.topic()).values().stream()
                .filter(other -> other.isOfAnotherTopic(log.topicId()))
                .findFirst()
                .orElseThrow(() -> new EmptyResultDataAccessException(
                        "the lake was rolled back to a snapshot without " + partition + " meanwhile", 1));
    }

    /** The offsets with a first one for this partition, or with the topic's id if it was not known. */
    private static LakeOffsets known(LakeOffsets offsets, TopicPartition partition, PartitionLog log) {
        StoredOffset own = offsets.of(partition);
        if (own == null) {
            boolean another = offsets.ofTopic(partition.topic()).values().stream()
                    .anyMatch(other -> other.isOfAnotherTopic(log.topicId()));
            return another ? offsets : offsets.with(partition, new StoredOffset(log.oldest(), log.topicId(), false));
        }
        boolean adopts = own.topicId() == null && log.topicId() != null && !own.tailLost() && own.next() <= log.end();
        return adopts
                ? offsets.with(partition, new StoredOffset(own.next(), log.topicId(), false, own.epoch()))
                : offsets;
    }

    /** Commits other offsets, unless they are the same. */
    private boolean change(String consumer, UnaryOperator<LakeOffsets> change) {
        refuseTables(consumer);
        Function<LakeOffsets, Optional<LakeOffsets>> changed =
                offsets -> Optional.of(change.apply(offsets)).filter(next -> !next.equals(offsets));
        return lake.use(table -> table.commit(List.of(), changed));
    }

    @Override
    public Map<Integer, Long> ofTopic(String consumer, String topic) {
        return lake.use(LakeTable::offsets).ofTopic(topic).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().next()));
    }

    /** A commit takes no lock that outlives it. */
    @Override
    public boolean isHeld(String consumer, TopicPartition partition) {
        return false;
    }

    @Override
    public void tailLost(String consumer, TopicPartition partition) {
        change(
                consumer,
                offsets ->
                        offsets.of(partition) == null ? offsets : offsets.with(partition, lost(offsets.of(partition))));
        copy(consumer, partition);
    }

    private static StoredOffset lost(StoredOffset offset) {
        return new StoredOffset(offset.next(), offset.topicId(), true, offset.epoch());
    }

    @Override
    public boolean move(String consumer, TopicPartition partition, long from, long to) {
        boolean moved = change(consumer, offsets -> {
            StoredOffset own = offsets.of(partition);
            return own == null || own.next() != from
                    ? offsets
                    : offsets.with(partition, new StoredOffset(to, own.topicId(), false));
        });
        copy(consumer, partition);
        return moved;
    }

    @Override
    public void restart(String consumer, String topic, String currentId) {
        change(
                consumer,
                offsets -> offsets.withTopic(
                        topic, own -> own.isOfAnotherTopic(currentId) ? new StoredOffset(0, currentId, false) : own));
        lake.use(LakeTable::offsets)
                .ofTopic(topic)
                .keySet()
                .forEach(number -> copy(consumer, new TopicPartition(topic, number)));
    }

    /** Copies what was stored; a failure leaves a copy that is corrected when the partition is read again. */
    void stored(String consumer, OffsetRange range) {
        refuseTables(consumer);
        copy(consumer, new TopicPartition(range.topic(), range.partition()));
    }

    /** A copy under this name would set the table's store back, so that it stores again. */
    private static void refuseTables(String consumer) {
        if (TableStore.isOne(consumer)) {
            throw new IllegalStateException("The offsets of " + consumer + " are those of a table and not of the lake;"
                    + " kafkaClientFactory must be #packed-kafka");
        }
    }

    private void copy(String consumer, TopicPartition partition) {
        LakeOffsets.Stored own = lake.use(LakeTable::offsets).stored(partition);
        if (own != null) {
            copy(consumer, partition, own);
        }
    }

    private void copy(String consumer, TopicPartition partition, LakeOffsets.Stored stored) {
        StoredOffset offset = stored.offset();
        Map<String, Object> values = new HashMap<>();
        values.put("consumer", consumer);
        values.put("topic", partition.topic());
        values.put("partition", partition.partition());
        values.put("next", offset.next());
        values.put("topicId", offset.topicId());
        values.put("tailLost", offset.tailLost());
        values.put("epoch", offset.epoch());
        values.put("packets", stored.packets());
        values.put("dead", stored.dead());
        COPY.on(database, values).update();
    }
}
