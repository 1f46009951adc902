package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wadi.message.KafkaAccess;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Sends hostile messages to every consumer that Wadi ships: all stores, and a sink for each reader of sinks. Offsets
 * reach the ends, and every message is stored, delivered, dead-lettered or skipped. {@code
 * -Dwadi.hostile.messages=1000000} is the long version; {@code -Dwadi.hostile.seed} repeats a run.
 */
class HostileMessagesIT {

    private static final int MESSAGES = Integer.getInteger("wadi.hostile.messages", 20_000);
    private static final long SEED = Long.getLong("wadi.hostile.seed", 20_261_126);
    private static final int EACH_TOPIC = MESSAGES / 2;
    private static final int PARTITIONS = 3;
    private static final Duration LONG = Duration.ofSeconds(60 + MESSAGES / 500);
    private static final List<String> SINKS = List.of("json-lines", "csv", "kafka", "postgresql");

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Settings settings;
    private JdbcTemplate database;
    private Admin admin;

    @Test
    void everyMessageIsStoredOrDeadLetteredAndNoneStopsAConsumer() throws Exception {
        settings = TestServers.withTables();
        settings.set("wadi.capture.at", "flows");
        copySinks();
        try (Admin client = Admin.create(KafkaAccess.of(settings).properties());
                Pipeline pipeline = new Pipeline(
                                settings, Set.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS), TestServers.cache())
                        .bind("metrics", meters)
                        .deploying(folder.resolve("routes.d"))) {
            admin = client;
            admin.createTopics(List.of(new NewTopic(copies(), PARTITIONS, (short) 1)))
                    .all()
                    .get();
            pipeline.start();
            database = new JdbcTemplate(pipeline.database());
            database.execute("create table packets (id text primary key, packet jsonb not null)");
            HostileMessages messages = new HostileMessages(SEED);
            publish(settings.get(KafkaSettings.TOPIC), messages::packet);
            publish(settings.get(KafkaSettings.FLOWS_TOPIC), messages::flow);
            Stream.of("wadi-store-traffic", "wadi-store-flows", "wadi-store-flow-messages")
                    .forEach(this::awaitStored);
            for (String sink : SINKS) {
                await(sink).atMost(LONG).until(() -> committed("sink-" + sink) == EACH_TOPIC);
            }
            assertStores();
            assertSinks();
        }
    }

    private String copies() {
        return settings.get(KafkaSettings.TOPIC) + ".copy";
    }

    private void copySinks() throws IOException {
        Files.createDirectories(folder.resolve("routes.d"));
        for (String sink : SINKS) {
            String file = "sink-" + sink + ".camel.yaml";
            String text = Files.readString(Path.of("routes.d/examples", sink, file))
                    .replace("sinks/" + sink, folder.resolve(sink).toString())
                    .replace("packets.copy", copies())
                    .replace("jdbc:postgresql://localhost:5432/other", settings.text(DatabaseSettings.URL))
                    .replace("username: wadi", "username: " + settings.get(DatabaseSettings.USER));
            Files.writeString(folder.resolve("routes.d").resolve(file), text);
        }
    }

    private void publish(String topic, Supplier<byte[]> messages) {
        Map<String, Object> options = new HashMap<>(KafkaAccess.of(settings).properties());
        options.put("linger.ms", 5);
        options.put("compression.type", "lz4");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < EACH_TOPIC; i++) {
                producer.send(new ProducerRecord<>(topic, i % PARTITIONS, null, messages.get()));
            }
        }
    }

    private void awaitStored(String consumer) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(number("select coalesce(sum(next_offset), 0) from ingest_offsets"
                                + " where consumer = '" + consumer + "'"))
                        .as(consumer)
                        .isEqualTo(EACH_TOPIC));
    }

    /** Other tests of this process may use the same group on topics of their own. */
    private long committed(String group) throws Exception {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(offset -> offset.getKey().topic().equals(settings.get(KafkaSettings.TOPIC)))
                .mapToLong(offset ->
                        offset.getValue() == null ? 0 : offset.getValue().offset())
                .sum();
    }

    private long number(String sql) {
        Long number = database.queryForObject(sql, Long.class);
        return number == null ? 0 : number;
    }

    private void assertStores() throws Exception {
        Map<String, Set<String>> letters = letters();
        for (String consumer : List.of("wadi-store-traffic", "wadi-store-flows", "wadi-store-flow-messages")) {
            long dead = number("select sum(dead) from ingest_offsets where consumer = '" + consumer + "'");
            assertThat(letters.get(consumer)).as("letters of " + consumer).hasSize((int) dead);
            assertThat(dead).isBetween((long) EACH_TOPIC / 20, EACH_TOPIC * 19L / 20);
        }
        assertThat(letters.get("wadi-store-traffic")).isEqualTo(letters.get("wadi-store-flows"));
        long packets = number("select sum(packets) from ingest_offsets where consumer = 'wadi-store-traffic'");
        assertThat(packets + letters.get("wadi-store-traffic").size()).isEqualTo(EACH_TOPIC);
        assertThat(number("select count(*) from traffic")).isEqualTo(packets);
        long all = number("select sum(packets) from ingest_offsets where consumer like 'wadi-store-flow%'");
        for (String table : List.of("flows", "flows_hour_now", "flows_day_now")) {
            assertThat(number("select sum(packets) from " + table)).as(table).isEqualTo(all);
        }
        assertThat(number("select sum(packets_sent) from hosts_now")).isEqualTo(all);
        assertThat(number("select sum(packets_received) from hosts_now")).isEqualTo(all);
    }

    /** The messages that have letters, by consumer, each once however often it was written. */
    private Map<String, Set<String>> letters() throws IOException {
        Map<String, Set<String>> letters = new HashMap<>();
        ObjectMapper json = new ObjectMapper();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                KafkaAccess.of(settings).properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition only = new TopicPartition(settings.get(KafkaSettings.DEAD_TOPIC), 0);
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            long end = consumer.endOffsets(List.of(only)).get(only);
            while (consumer.position(only) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    JsonNode letter = json.readTree(record.value());
                    letters.computeIfAbsent(letter.get("consumer").asText(), key -> new HashSet<>())
                            .add(letter.get("partition") + "/" + letter.get("offset"));
                }
            }
        }
        return letters;
    }

    private void assertSinks() throws Exception {
        assertThat(skipped("json-lines")).isBetween(1L, EACH_TOPIC / 2L);
        assertThat(lines("json-lines") + skipped("json-lines")).isEqualTo(EACH_TOPIC);
        assertThat(lines("csv") + skipped("csv")).isEqualTo(EACH_TOPIC);
        assertThat(number("select count(*) from packets") + skipped("postgresql"))
                .isEqualTo(EACH_TOPIC);
        Map<TopicPartition, OffsetSpec> partitions = IntStream.range(0, PARTITIONS)
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(copies(), partition), partition -> OffsetSpec.latest()));
        assertThat(admin.listOffsets(partitions).all().get().values().stream()
                        .mapToLong(end -> end.offset())
                        .sum())
                .isEqualTo(EACH_TOPIC);
    }

    private long skipped(String sink) {
        return (long) meters.get("wadi.sink.skipped")
                .tag("route", "sink-" + sink)
                .counter()
                .count();
    }

    /** By line feeds alone, which are all that sinks end lines with. */
    private long lines(String sink) throws IOException {
        long lines = 0;
        try (Stream<Path> files = Files.list(folder.resolve(sink))) {
            for (Path file : files.toList()) {
                lines += Files.readString(file).chars().filter(c -> c == '\n').count();
            }
        }
        return lines;
    }
}
