package io.wadi.faults;

import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Waits until the stores and the sink have processed everything on the topics. */
final class SoakDrain {

    private static final Duration LONGEST = Duration.ofMinutes(20);
    static final String SINK_GROUP = "sink-json-lines";

    private final SoakPlace place;
    private final SoakStage stage;
    private final JdbcTemplate database;
    private final Map<String, String> consumers;

    SoakDrain(SoakPlace place, SoakStage stage, JdbcTemplate database) {
        this.place = place;
        this.stage = stage;
        this.database = database;
        Settings settings = place.settings();
        consumers = Map.of(
                "wadi-store-traffic", settings.get(KafkaSettings.TOPIC),
                "wadi-store-flows", settings.get(KafkaSettings.TOPIC),
                "wadi-store-flow-messages", settings.get(KafkaSettings.FLOWS_TOPIC));
    }

    void await(Admin admin) {
        waitFor("stores", () -> lag(admin) == 0);
        waitFor("sink", () -> sinkLag(admin) == 0);
    }

    private void waitFor(String what, Callable<Boolean> condition) {
        Awaitility.await()
                .alias(what)
                .atMost(LONGEST)
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .ignoreExceptionsInstanceOf(ExecutionException.class)
                .until(() -> {
                    stage.checkAlive();
                    return condition.call();
                });
    }

    /** Messages that wait, of all stores. */
    private long lag(Admin admin) throws Exception {
        Map<String, Long> stored = new HashMap<>();
        database.query("select consumer, partition, next_offset from ingest_offsets", row -> {
            stored.put(row.getString(1) + row.getInt(2), row.getLong(3));
        });
        long lag = 0;
        for (Map.Entry<String, String> consumer : consumers.entrySet()) {
            for (Map.Entry<TopicPartition, Long> end :
                    ends(admin, consumer.getValue()).entrySet()) {
                String key = consumer.getKey() + end.getKey().partition();
                lag += end.getValue() - stored.getOrDefault(key, 0L);
            }
        }
        place.say("%,d messages wait to be stored", lag);
        return lag;
    }

    private long sinkLag(Admin admin) throws Exception {
        var committed = admin.listConsumerGroupOffsets(SINK_GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> end :
                ends(admin, place.settings().get(KafkaSettings.TOPIC)).entrySet()) {
            var offset = committed.get(end.getKey());
            lag += end.getValue() - (offset == null ? 0 : offset.offset());
        }
        return lag;
    }

    private static Map<TopicPartition, Long> ends(Admin admin, String topic) throws Exception {
        int partitions = admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (int i = 0; i < partitions; i++) {
            wanted.put(new TopicPartition(topic, i), OffsetSpec.latest());
        }
        return admin.listOffsets(wanted).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }
}
