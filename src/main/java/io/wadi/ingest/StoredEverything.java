package io.wadi.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.JdbcTemplate;

/** Knows how far a topic reached at one moment, and whether the consumers have stored up to there. */
final class StoredEverything {

    private final JdbcTemplate database;
    private final Map<TopicPartition, Long> ends;
    private final List<String> consumers;

    StoredEverything(DataSource database, String brokers, String topic, List<String> consumers)
            throws ExecutionException, InterruptedException {
        this.database = new JdbcTemplate(database);
        this.consumers = consumers;
        ends = ends(brokers, topic);
    }

    private static Map<TopicPartition, Long> ends(String brokers, String topic)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .forEach(partition ->
                            latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
            Map<TopicPartition, Long> offsets = new HashMap<>();
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> each :
                    admin.listOffsets(latest).all().get().entrySet()) {
                offsets.put(each.getKey(), each.getValue().offset());
            }
            return offsets;
        }
    }

    /** Whether every consumer has stored every message that was in the topic then. */
    boolean isTrue() {
        for (String consumer : consumers) {
            Map<Integer, Long> stored = new HashMap<>();
            database.query(
                    "select topic, partition, next_offset from ingest_offsets where consumer = ?",
                    row -> {
                        if (ends.containsKey(new TopicPartition(row.getString(1), row.getInt(2)))) {
                            stored.put(row.getInt(2), row.getLong(3));
                        }
                    },
                    consumer);
            for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                if (end.getValue() > stored.getOrDefault(end.getKey().partition(), 0L)) {
                    return false;
                }
            }
        }
        return true;
    }
}
