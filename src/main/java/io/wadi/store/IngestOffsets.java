package io.wadi.store;

import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accesses table {@code ingest_offsets} in PostgreSQL by the statements in {@code sql/offsets}. Thread-safe. */
final class IngestOffsets implements OffsetTable {

    private static final Sql NOTE_FIRST = Sql.file("offsets/note-first");
    private static final Sql ADOPT_TOPIC_ID = Sql.file("offsets/adopt-topic-id");
    private static final Sql LOAD = Sql.file("offsets/load");
    private static final Sql IS_HELD = Sql.file("offsets/is-held");
    private static final Sql TAIL_LOST = Sql.file("offsets/tail-lost");
    private static final Sql OF_CONSUMER = Sql.file("offsets/of-consumer");
    private static final Sql MOVE = Sql.file("offsets/move");
    private static final Sql RESTART = Sql.file("offsets/restart");
    private static final String TOPIC_ID = "topicId";

    private final JdbcClient database;

    IngestOffsets(DataSource database) {
        this.database = Jdbc.client(database);
    }

    @Override
    public StoredOffset load(String consumer, TopicPartition partition, PartitionLog log) {
        Map<String, Object> values = values(consumer, partition);
        values.put(TOPIC_ID, log.topicId());
        values.put("oldest", log.oldest());
        values.put("end", log.end());
        NOTE_FIRST.on(database, values).update();
        ADOPT_TOPIC_ID.on(database, values).update();
        return LOAD.on(database, values)
                .query((row, number) -> StoredOffset.of(row))
                .optional()
                .orElseThrow(() -> new EmptyResultDataAccessException(
                        "the row of " + consumer + " and " + partition + " was deleted meanwhile", 1));
    }

    @Override
    public Map<Integer, Long> ofTopic(String consumer, String topic) {
        return OF_CONSUMER
                .on(database, Map.of("consumer", consumer, "topic", topic))
                .query((ResultSet rows) -> {
                    Map<Integer, Long> offsets = new HashMap<>();
                    while (rows.next()) {
                        offsets.put(rows.getInt("partition"), rows.getLong("next_offset"));
                    }
                    return offsets;
                });
    }

    @Override
    public boolean isHeld(String consumer, TopicPartition partition) {
        return IS_HELD.on(database, values(consumer, partition))
                .query(Boolean.class)
                .single();
    }

    @Override
    public void tailLost(String consumer, TopicPartition partition) {
        TAIL_LOST.on(database, values(consumer, partition)).update();
    }

    @Override
    public boolean move(String consumer, TopicPartition partition, long from, long to) {
        Map<String, Object> values = values(consumer, partition);
        values.put("from", from);
        values.put("next", to);
        return MOVE.on(database, values).update() == 1;
    }

    @Override
    public void restart(String consumer, String topic, String currentId) {
        RESTART.on(database, Map.of("consumer", consumer, "topic", topic, TOPIC_ID, currentId))
                .update();
    }

    private static Map<String, Object> values(String consumer, TopicPartition partition) {
        Map<String, Object> values = new HashMap<>();
        values.put("consumer", consumer);
        values.put("topic", partition.topic());
        values.put("partition", partition.partition());
        return values;
    }
}
