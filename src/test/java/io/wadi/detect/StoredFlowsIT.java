package io.wadi.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.faults.Poison;
import io.wadi.message.KafkaAccess;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import io.wadi.store.StoreLag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The time up to which flows are stored, with the real stores. */
class StoredFlowsIT {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Instant NOW = Instant.now();

    private Settings settings;
    private Admin admin;
    private Pipeline pipeline;
    private StoreLag lag;

    @BeforeEach
    void start() throws Exception {
        settings = TestServers.withTables();
        admin = Admin.create(KafkaAccess.of(settings).properties());
        pipeline = new Pipeline(settings, Set.of(Stage.STORE_FLOWS), TestServers.cache());
        pipeline.start();
        lag = new StoreLag(pipeline.database(), admin, List.of(settings.get(KafkaSettings.TOPIC)));
    }

    @AfterEach
    void stop() {
        pipeline.close();
        admin.close();
    }

    private Instant until(Duration longestWait) {
        return new StoredFlows(lag, Set.of("wadi-store-flows"), longestWait).until(NOW);
    }

    private void publish(int partition, Instant time) throws Exception {
        Map<String, Object> options = KafkaAccess.of(settings).properties();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
            String message = Poison.packet("10.0.0.1", 80, 60, String.valueOf(time.getEpochSecond()));
            producer.send(new ProducerRecord<>(
                            settings.get(KafkaSettings.TOPIC),
                            partition,
                            null,
                            message.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private void awaitStored(long packets) {
        JdbcTemplate database = new JdbcTemplate(pipeline.database());
        await().atMost(LONG).untilAsserted(() -> assertThat(
                        database.queryForObject("select sum(packets) from ingest_offsets", Long.class))
                .isEqualTo(packets));
    }

    @Test
    void isNowUnlessAPartitionIsBehindAndThenThatOfItsLatestPacket() throws Exception {
        Instant hourAgo = Instant.ofEpochSecond(NOW.getEpochSecond() - 3_600);
        publish(0, hourAgo);
        publish(1, hourAgo.plusSeconds(600));
        awaitStored(2);
        assertThat(until(Duration.ofDays(1))).isEqualTo(NOW);

        pipeline.context().getRouteController().stopRoute("store-flows");
        publish(1, NOW);
        assertThat(until(Duration.ofDays(1))).isEqualTo(hourAgo.plusSeconds(600));
        publish(0, NOW);
        assertThat(until(Duration.ofDays(1))).isEqualTo(hourAgo);
        assertThat(until(Duration.ofMinutes(5))).as("the longest wait").isEqualTo(NOW.minusSeconds(300));
        pipeline.context().getRouteController().startRoute("store-flows");
        awaitStored(4);
        assertThat(until(Duration.ofDays(1))).isEqualTo(NOW);
    }

    @Test
    void packetsFromTheFutureDoNotPushItAhead() throws Exception {
        publish(0, Instant.parse("2097-01-01T00:00:00Z"));
        awaitStored(1);
        assertThat(new JdbcTemplate(pipeline.database())
                        .queryForObject(
                                "select stored_until from ingest_offsets where packets > 0", OffsetDateTime.class))
                .isBeforeOrEqualTo(OffsetDateTime.now());
        publish(0, NOW.minusSeconds(60));
        awaitStored(2);
        assertThat(new JdbcTemplate(pipeline.database())
                        .queryForObject(
                                "select stored_until from ingest_offsets where packets > 0", OffsetDateTime.class)
                        .toEpochSecond())
                .isEqualTo(NOW.getEpochSecond() - 60);
    }
}
