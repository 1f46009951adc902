package io.wadi.ingest;

import io.wadi.settings.KafkaAccess;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.JdbcTemplate;

/** Knows how far topics reached at one moment, and whether their consumers have stored up to there. */
final class StoredEverything {

    private final JdbcTemplate database;
    private final Map<String, String> topics;
    private final Map<TopicPartition, Long> ends;

    /**
     * Notes where the topics end now.
     *
     * @param topics the topic that each consumer reads
     */
    StoredEverything(DataSource database, KafkaAccess kafka, Map<String, String> topics)
            throws ExecutionException, InterruptedException {
        this.database = new JdbcTemplate(database);
        this.topics = topics;
        ends = ends(kafka, Set.copyOf(topics.values()));
    }

    private static Map<TopicPartition, Long> ends(KafkaAccess kafka, Set<String> topics)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka.properties())) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            admin.describeTopics(topics).allTopicNames().get().forEach((topic, description) -> description
                    .partitions()
                    .forEach(partition ->
                            latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
            Map<TopicPartition, Long> offsets = new HashMap<>();
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> each :
                    admin.listOffsets(latest).all().get().entrySet()) {
                offsets.put(each.getKey(), each.getValue().offset());
            }
            return offsets;
        }
    }

    /** Whether every consumer has stored every message that was in its topic then. */
    boolean isTrue() {
        return topics.entrySet().stream().allMatch(each -> hasStored(each.getKey(), each.getValue()));
    }

    private boolean hasStored(String consumer, String topic) {
        Map<TopicPartition, Long> stored = new HashMap<>();
        database.query(
                "select partition, next_offset from ingest_offsets where consumer = ? and topic = ?",
                row -> {
                    stored.put(new TopicPartition(topic, row.getInt(1)), row.getLong(2));
                },
                consumer,
                topic);
        return ends.entrySet().stream()
                .filter(end -> end.getKey().topic().equals(topic))
                .allMatch(end -> end.getValue() <= stored.getOrDefault(end.getKey(), 0L));
    }
}
