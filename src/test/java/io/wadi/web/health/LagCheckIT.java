package io.wadi.web.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.wadi.database.Database;
import io.wadi.message.KafkaAccess;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import io.wadi.store.StoreLag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.health.HealthCheck;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which consumers the health check counts, with the real broker and database. */
class LagCheckIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    private Settings settings;
    private Admin admin;
    private HikariDataSource database;
    private StoreLag lag;

    @BeforeEach
    void start() throws Exception {
        settings = TestServers.withTables();
        admin = Admin.create(KafkaAccess.of(settings).properties());
        String topic = settings.get(KafkaSettings.TOPIC);
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        database = Database.open(settings);
        lag = new StoreLag(database, admin, List.of(topic));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaAccess.of(settings).properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, new byte[] {'{', '}'}));
        }
    }

    @AfterEach
    void stop() {
        database.close();
        admin.close();
    }

    /** As after a store with this consumer group has begun to read. */
    private void begin(String consumer) {
        new JdbcTemplate(database)
                .update(
                        "insert into ingest_offsets (consumer, topic, partition, next_offset) values (?, ?, 0, 0)",
                        consumer,
                        settings.get(KafkaSettings.TOPIC));
    }

    private String problem() {
        lag.refresh();
        HealthCheck.Result result = new LagCheck(lag, Duration.ZERO).call();
        return result.getState() == HealthCheck.State.UP
                ? ""
                : result.getMessage().orElseThrow();
    }

    private void awaitProblem(String consumer, String phrase) {
        await().atMost(LONG).untilAsserted(() -> assertThat(problem()).contains(consumer + " partition 0 " + phrase));
    }

    @Test
    void countsAShippedStoreThatNobodyRuns() {
        begin("wadi-store-lake");
        awaitProblem("wadi-store-lake", "has 1 messages before it, and no process reads for it");
    }

    @Test
    void countsAStoreOfAUserWhileAProcessReadsForIt() {
        begin("mine");
        Map<String, Object> options = KafkaAccess.of(settings).properties();
        options.put("group.id", "mine");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(options, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(Set.of(settings.get(KafkaSettings.TOPIC)));
            await().atMost(LONG).until(() -> {
                consumer.poll(Duration.ofMillis(100));
                return !consumer.assignment().isEmpty();
            });
            awaitProblem("mine", "has 1 messages before it");
            assertThat(problem()).doesNotContain("no process");
        }
        await().atMost(LONG).untilAsserted(() -> assertThat(problem()).doesNotContain("mine"));
        assertThat(lag.byConsumer()).containsEntry("mine", 1L);
    }

    @Test
    void aStoreOfAUserThatIsGoneDoesNotWaitForAnOperator() {
        begin("mine");
        new JdbcTemplate(database).update("update ingest_offsets set topic_id = 'another' where consumer = 'mine'");
        lag.refresh();
        assertThat(lag.waiting(Set.of("mine"))).isNotEmpty();
        assertThat(problem()).doesNotContain("mine");
    }
}
