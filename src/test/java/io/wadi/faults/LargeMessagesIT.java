package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.Wadi;
import io.wadi.message.KafkaAccess;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Packets of 1 MB that compress to almost nothing, so that one fetch has more of them than the heap can hold. A store
 * process would meet them again after each restart.
 */
class LargeMessagesIT {

    private static final int MESSAGES = 1_000;
    private static final int LETTERS = 150;
    private static final int MESSAGE_BYTES = 1 << 20;
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final String SINK = "sink-csv";

    @TempDir
    private Path folder;

    @Test
    void storesAndSinksReadWhatTheHeapCannotHoldAtOnce() throws Exception {
        Settings settings = TestServers.withTables();
        settings.set("wadi.topic.partitions", "1");
        settings.set("wadi.data.dir", TestServers.cache().toString());
        settings.set("wadi.routes.dir", folder.toString());
        String sink = Files.readString(Path.of("routes.d/examples/csv/sink-csv.camel.yaml"));
        Files.writeString(
                folder.resolve("sink-csv.camel.yaml"),
                sink.replace("sinks/csv", folder.resolve("csv").toString()));
        JdbcTemplate database = database(settings);
        try (Admin admin = Admin.create(KafkaAccess.of(settings).properties());
                JavaProcess wadi = new JavaProcess(
                        Wadi.class,
                        arguments(settings, "run", "--only", "store-traffic,store-flows"),
                        folder.resolve("wadi.log"))) {
            admin.createTopics(List.of(new NewTopic(settings.get(KafkaSettings.TOPIC), 1, (short) 1)))
                    .all()
                    .get();
            String packet = Poison.packet("10.0.0.1", 80, 60, "1710000000");
            String large = packet.substring(0, packet.length() - 1) + " ".repeat(MESSAGE_BYTES - packet.length()) + "}";
            publish(settings, settings.get(KafkaSettings.TOPIC), MESSAGES, number -> large);
            wadi.start();
            await().atMost(LONG).ignoreExceptions().until(() -> stored(database) == 2L * MESSAGES);
            await().atMost(LONG).ignoreExceptions().until(() -> delivered(admin, settings) == MESSAGES);
            assertThat(Files.readString(folder.resolve("wadi.log"))).doesNotContain("OutOfMemoryError", "ERROR");
        }
    }

    /** Dead letters of messages of 1 MB, each of whose characters takes six in the letter. */
    @Test
    void replayReadsWhatTheHeapCannotHoldAtOnce() throws Exception {
        Settings settings = TestServers.withTables();
        settings.set("wadi.data.dir", TestServers.cache().toString());
        String topic = settings.get(KafkaSettings.DEAD_TOPIC);
        try (Admin admin = Admin.create(KafkaAccess.of(settings).properties());
                JavaProcess replay = new JavaProcess(
                        Wadi.class, arguments(settings, "replay", "--dry-run"), folder.resolve("replay.log"))) {
            NewTopic dead = new NewTopic(topic, 1, (short) 1);
            dead.configs(Map.of("max.message.bytes", String.valueOf(64 * MESSAGE_BYTES)));
            admin.createTopics(List.of(dead)).all().get();
            String start = "{\"reason\":\"r\",\"consumer\":\"c\",\"topic\":\"packets\",\"partition\":0,\"offset\":";
            String message = ",\"message\":\"" + "\\u0000".repeat(MESSAGE_BYTES) + "\"}";
            publish(settings, topic, LETTERS, number -> start + number + message);
            replay.start();
            assertThat(replay.waitFor(LONG)).isTrue();
            assertThat(Files.readString(folder.resolve("replay.log")))
                    .contains(LETTERS + " letters in " + topic, LETTERS + " messages would be published again");
            assertThat(replay.exitValue()).isZero();
        }
    }

    private static List<String> arguments(Settings settings, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        for (String name : settings.properties().stringPropertyNames()) {
            arguments.addAll(List.of("--set", name + "=" + settings.properties().getProperty(name)));
        }
        return arguments;
    }

    private static void publish(Settings settings, String topic, int count, IntFunction<String> message) {
        Map<String, Object> options = KafkaAccess.of(settings).properties();
        options.put("compression.type", "zstd");
        options.put("batch.size", 64 * MESSAGE_BYTES);
        options.put("linger.ms", 1_000);
        options.put("max.request.size", 65 * MESSAGE_BYTES);
        options.put("buffer.memory", 256L * MESSAGE_BYTES);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(topic, message.apply(i).getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private static JdbcTemplate database(Settings settings) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(settings.text(DatabaseSettings.URL));
        database.setUser(settings.get(DatabaseSettings.USER));
        return new JdbcTemplate(database);
    }

    private static long stored(JdbcTemplate database) {
        return database.queryForObject("select sum(packets)::bigint from ingest_offsets", Long.class);
    }

    /** Other tests run the same sink, so its group has offsets of their topics as well. */
    private static long delivered(Admin admin, Settings settings) throws Exception {
        var offsets = admin.listConsumerGroupOffsets(SINK)
                .partitionsToOffsetAndMetadata()
                .get();
        return offsets.get(new TopicPartition(settings.get(KafkaSettings.TOPIC), 0))
                .offset();
    }
}
