package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.message.KafkaAccess;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Several stores of flows of one database, whose packets share the address of a gateway. */
class StoresTogetherIT {

    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int STORES = 4;
    private static final int PARTITIONS = 12;
    private static final int MESSAGES = 120_000;
    private static final String GATEWAY = "192.0.2.1";

    /** Who waits for the lock of what; but for the room at the end of a table, for which nobody waits until a commit. */
    private static final String WAITS = "select coalesce(string_agg(wait_event, ' '), '') from pg_stat_activity"
            + " where datname = current_database() and wait_event_type = 'Lock' and wait_event <> 'extend'"
            + " and query like '%update ingest_offsets%'";

    private final List<Pipeline> stores = new ArrayList<>();
    private Settings settings;
    private JdbcTemplate database;

    @BeforeEach
    void fillTheTopic() throws Exception {
        settings = TestServers.withTables();
        settings.set("wadi.topic.partitions", String.valueOf(PARTITIONS));
        settings.set("wadi.store-flows.batch-packets", "1000");
        settings.set("wadi.store-flows.poll-packets", "500");
        database = new JdbcTemplate(new DriverManagerDataSource(settings.text(DatabaseSettings.URL), "postgres", ""));
        // Makes topic, tables and the day.
        start();
        publish(0, PARTITIONS);
        awaitStored(PARTITIONS);
        stop();
        publish(PARTITIONS, MESSAGES);
    }

    private void start() throws Exception {
        Pipeline store = new Pipeline(settings, Set.of(Stage.STORE_FLOWS), TestServers.cache());
        stores.add(store);
        store.start();
    }

    @AfterEach
    void stop() {
        stores.forEach(Pipeline::close);
        stores.clear();
    }

    private void publish(int from, int to) {
        Map<String, Object> options = KafkaAccess.of(settings).properties();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = from; i < to; i++) {
                byte[] message = packet(i).getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(settings.get(KafkaSettings.TOPIC), i % PARTITIONS, null, message));
            }
        }
    }

    private static String packet(int number) {
        return "{\"ip\":{\"src\":\"10.0." + number / 250 % 250 + "." + number % 250 + "\",\"dst\":\"" + GATEWAY + "\"},"
                + "\"protocol\":\"UDP\",\"size\":60,\"timestamp\":1710000000,\"port\":{\"src\":" + number % 60_000
                + ",\"dst\":" + (1 + number / 60_000) + "}}";
    }

    private long number(String sql) {
        return database.queryForObject(sql, Long.class);
    }

    private void awaitStored(long packets) {
        await().atMost(LONG)
                .until(
                        () -> number("select coalesce(sum(packets), 0) from ingest_offsets"),
                        stored -> stored == packets);
    }

    @Test
    void noStoreWaitsForAnother() throws Exception {
        Map<String, Integer> waits = new TreeMap<>();
        AtomicBoolean done = new AtomicBoolean();
        Thread sampler = new Thread(() -> {
            while (!done.get()) {
                String wait = database.queryForObject(WAITS, String.class);
                if (!wait.isEmpty()) {
                    waits.merge(wait, 1, Integer::sum);
                }
            }
        });
        for (int i = 0; i < STORES; i++) {
            start();
        }
        sampler.start();
        awaitStored(MESSAGES);
        done.set(true);
        sampler.join();
        assertThat(number("select count(distinct partition) from ingest_offsets where packets = "
                        + MESSAGES / PARTITIONS))
                .isEqualTo(PARTITIONS);
        assertThat(waits).as("samples by what was waited for").isEmpty();
        await().atMost(LONG)
                .until(
                        () -> number(
                                "select coalesce(sum(packets_received), 0) from hosts where ip = '" + GATEWAY + "'"),
                        received -> received == MESSAGES);
    }
}
