package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.failure.StartException;
import io.wadi.faults.Poison;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import io.wadi.store.StoreCounters;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The store routes with valid and invalid messages, and with offsets that other processes have moved. */
class StoreRoutesIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final List<String> POISON = Poison.MESSAGES;

    private Settings settings;
    private Pipeline pipeline;
    private JdbcTemplate database;

    @BeforeEach
    void start() throws Exception {
        settings = TestServers.withTables();
        pipeline = started();
        database = new JdbcTemplate(pipeline.database());
    }

    private Pipeline started() throws StartException {
        Pipeline stores = new Pipeline(settings, Set.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS), TestServers.cache());
        stores.start();
        return stores;
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void poisonGoesToTheDeadLettersAndTheRestIsStored() throws Exception {
        List<String> messages = new ArrayList<>();
        for (String poison : POISON) {
            messages.add(Poison.packet("10.0.0.1", 80, 60, "1710000000.123456"));
            messages.add(poison);
        }
        messages.add(Poison.packet("10.0.0.2", 80, 40, "1710000001"));
        publish(messages);

        long good = POISON.size() + 1L;
        awaitStored(good);
        await().atMost(LONG).untilAsserted(() -> assertThat(
                        number("select sum(dead) from ingest_offsets where consumer = 'wadi-store-flows'"))
                .isEqualTo(POISON.size()));
        List<JsonNode> dead = deadLetters(2 * POISON.size());
        for (String consumer : List.of("wadi-store-traffic", "wadi-store-flows")) {
            assertThat(dead.stream()
                            .filter(letter -> letter.get("consumer").asText().equals(consumer))
                            .map(letter -> letter.get("message").asText()))
                    .containsExactlyInAnyOrderElementsOf(POISON);
        }
        assertThat(dead)
                .allMatch(letter -> !letter.get("reason").asText().isBlank()
                        && letter.get("topic").asText().equals(settings.get(KafkaSettings.TOPIC))
                        && letter.get("offset").asLong(-1) >= 0);
    }

    @Test
    void aLetterThatItsTopicRefusesIsCountedAndKeepsBackNothing() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.text(KafkaSettings.BROKERS)))) {
            ConfigResource topic =
                    new ConfigResource(ConfigResource.Type.TOPIC, settings.get(KafkaSettings.DEAD_TOPIC));
            AlterConfigOp small = new AlterConfigOp(new ConfigEntry("max.message.bytes", "100"), OpType.SET);
            admin.incrementalAlterConfigs(Map.of(topic, List.of(small))).all().get();
        }
        // More than are sent together.
        int bad = 1_600;
        List<String> messages = new ArrayList<>(Collections.nCopies(bad, "no JSON"));
        messages.add(Poison.packet("10.0.0.1", 80, 60, "1710000000"));
        publish(messages);
        awaitStored(1);
        StoreCounters counters = pipeline.context().getRegistry().findSingleByType(StoreCounters.class);
        await().atMost(LONG).untilAsserted(() -> assertThat(counters.getRefusedLetters())
                .isEqualTo(Map.of("wadi-store-traffic", (long) bad, "wadi-store-flows", (long) bad)));
        await().atMost(LONG).untilAsserted(() -> assertThat(number("select sum(dead) from ingest_offsets"))
                .isEqualTo(2 * bad));
    }

    @Test
    void aRestartGoesOnWhereTheDatabaseSays() throws Exception {
        publish(List.of(Poison.packet("10.0.0.1", 80, 60, "1710000000")));
        awaitStored(1);
        pipeline.close();
        publish(List.of(
                Poison.packet("10.0.0.1", 80, 60, "1710000001"), Poison.packet("10.0.0.3", 80, 60, "1710000002")));
        pipeline = started();
        database = new JdbcTemplate(pipeline.database());
        awaitStored(3);
    }

    @Test
    void anOffsetMovedByAnotherWriterHoldsTheBatchOffAndIsFollowed() throws Exception {
        publish(List.of(Poison.packet("10.0.0.1", 80, 60, "1710000000")));
        awaitStored(1);
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            messages.add(Poison.packet("10.0.1." + i % 100, 80, 60, "1710000100"));
        }
        // As if another writer stored the next five messages of every partition.
        try (Connection writer = pipeline.database().getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.executeUpdate("update ingest_offsets set next_offset = next_offset + 5");
            publish(messages);
            writer.commit();
        }
        awaitStored(1 + 300 - 3 * 5);
    }

    private void publish(List<String> messages) throws Exception {
        Map<String, Object> options = Map.of("bootstrap.servers", settings.text(KafkaSettings.BROKERS));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < messages.size(); i++) {
                producer.send(new ProducerRecord<>(
                                settings.get(KafkaSettings.TOPIC),
                                i % 3,
                                null,
                                messages.get(i).getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }
    }

    private void awaitStored(long packets) {
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(number("select count(*) from traffic")).isEqualTo(packets);
            assertThat(number("select coalesce(sum(packets), 0) from flows")).isEqualTo(packets);
            assertThat(number("select coalesce(sum(packets_sent), 0) from hosts"))
                    .isEqualTo(packets);
        });
    }

    private List<JsonNode> deadLetters(int count) {
        Map<String, Object> options = Map.of(
                "bootstrap.servers",
                settings.text(KafkaSettings.BROKERS),
                "group.id",
                "reader-of-" + settings.get(KafkaSettings.DEAD_TOPIC),
                "auto.offset.reset",
                "earliest");
        List<JsonNode> letters = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(options, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(settings.get(KafkaSettings.DEAD_TOPIC)));
            await().atMost(LONG).until(() -> {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    letters.add(json.readTree(record.value()));
                }
                return letters.size() >= count;
            });
        }
        return letters;
    }

    private long number(String sql) {
        return database.queryForObject(sql, Long.class);
    }
}
