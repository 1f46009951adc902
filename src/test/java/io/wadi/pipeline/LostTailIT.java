package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.embedded.EmbeddedKafka;
import io.wadi.message.KafkaAccess;
import io.wadi.net.FreePort;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import io.wadi.store.StoreLag;
import io.wadi.web.health.LagCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.health.HealthCheck;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.internal.FileLogInputStream;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * A broker loses the end of a partition, as after a power failure, and gets new messages instead, mostly while no store
 * runs. The topic's id is the same, and the partition is longer than the stored offset.
 */
class LostTailIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int KEPT = 50;
    private static final int LOST = 50;
    private static final int LATER = 100;
    private static final int RESTARTS = 2;

    @TempDir
    private Path temporary;

    private final int port = FreePort.find();
    private Path folder;
    private Settings settings;
    private EmbeddedKafka kafka;
    private Pipeline pipeline;

    @BeforeEach
    void start() throws Exception {
        settings = TestServers.withTables();
        settings.set("wadi.topic.partitions", "1");
        folder = Files.createDirectory(temporary.resolve("kafka"));
        startKafka();
        pipeline = started();
        publish(KEPT);
        publish(LOST);
        awaitStored(KEPT + LOST);
        pipeline.close();
        kafka.close();
    }

    @AfterEach
    void stop() {
        pipeline.close();
        kafka.close();
    }

    private void startKafka() throws Exception {
        kafka = EmbeddedKafka.start(folder, port);
        settings.set("wadi.kafka.brokers", kafka.brokers());
    }

    private Pipeline started() throws Exception {
        Pipeline stores = new Pipeline(settings, Set.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS), TestServers.cache());
        stores.start();
        return stores;
    }

    /** One batch of Kafka's. */
    private void publish(int count) {
        Map<String, Object> options = KafkaAccess.of(settings).properties();
        options.put("linger.ms", 10_000);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(
                        settings.get(KafkaSettings.TOPIC),
                        ("{\"ip\":{\"src\":\"10.0.0.1\",\"dst\":\"10.0.0.2\"},\"protocol\":\"UDP\",\"size\":60,"
                                        + "\"timestamp\":1710000000}")
                                .getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private long stored() {
        return new JdbcTemplate(pipeline.database()).queryForObject("select sum(packets) from flows", Long.class);
    }

    private void awaitStored(long packets) {
        JdbcTemplate database = new JdbcTemplate(pipeline.database());
        for (String query : List.of("select count(*) from traffic", "select coalesce(sum(packets), 0) from flows")) {
            await().atMost(LONG).untilAsserted(() -> assertThat(database.queryForObject(query, Long.class))
                    .isEqualTo(packets));
        }
    }

    /** What a crash leaves behind that came before the disk had all: a shorter log, and no mark of an orderly end. */
    private void loseTail() throws IOException {
        Path partition = folder.resolve(settings.get(KafkaSettings.TOPIC) + "-0");
        Path log = partition.resolve("00000000000000000000.log");
        try (FileRecords records = FileRecords.open(log.toFile())) {
            for (FileLogInputStream.FileChannelRecordBatch batch : records.batches()) {
                if (batch.baseOffset() >= KEPT) {
                    records.truncateTo(batch.position());
                    break;
                }
            }
        }
        try (Stream<Path> files = Files.list(partition)) {
            for (Path file : files.filter(file -> file.toString().matches(".*(index|snapshot)"))
                    .toList()) {
                Files.delete(file);
            }
        }
        Files.deleteIfExists(folder.resolve(".kafka_cleanshutdown"));
        Files.deleteIfExists(folder.resolve("recovery-point-offset-checkpoint"));
    }

    private void loseTailAndOutgrowIt() throws Exception {
        loseTail();
        startKafka();
        publish(LATER);
    }

    private void awaitHealth(String problem) {
        try (Admin admin = Admin.create(KafkaAccess.of(settings).properties())) {
            StoreLag lag = new StoreLag(pipeline.database(), admin, List.of(settings.get(KafkaSettings.TOPIC)));
            HealthCheck check = new LagCheck(lag, LONG);
            await().atMost(LONG).untilAsserted(() -> {
                lag.refresh();
                assertThat(check.call().getMessage().orElse(""))
                        .contains("wadi-store-flows partition 0 " + problem)
                        .contains("wadi-store-traffic partition 0 " + problem);
            });
        }
    }

    @Test
    void isNoticedAndWaitsUntilSomebodyDecides() throws Exception {
        loseTailAndOutgrowIt();
        pipeline = started();
        awaitHealth("is at offset 100, but the topic ended below this offset");
        assertThat(stored()).isEqualTo(KEPT + LOST);
    }

    @Test
    void restartsWithTheOldestMessageWhereThatIsSet() throws Exception {
        loseTailAndOutgrowIt();
        settings.set("wadi.offsets.beyond-end", "restart");
        pipeline = started();
        awaitStored(KEPT + LOST + KEPT + LATER);
    }

    /** A restart of the broker alone begins a new epoch as well. */
    @Test
    void aBrokerThatLostNothingIsReadOn() throws Exception {
        startKafka();
        publish(LATER);
        pipeline = started();
        awaitStored(KEPT + LOST + LATER);
    }

    /**
     * Restores all of Kafka, so that the current leader epoch is below the stored one. Kafka's client alone would wait for
     * the stored epoch forever and log nothing.
     */
    private void restoreOlderDataAndOutgrowIt(Path backup) throws Exception {
        startLaterEpoch();
        publish(LOST);
        pipeline = started();
        awaitStored(KEPT + LOST + LOST);
        pipeline.close();
        kafka.close();
        folder = backup;
        startKafka();
        publish(LATER);
    }

    /** Each start of the broker begins another epoch. */
    private void startLaterEpoch() throws Exception {
        for (int i = 0; i < RESTARTS; i++) {
            startKafka();
            kafka.close();
        }
        startKafka();
    }

    private Path copy() throws IOException {
        Path copy = folder.resolveSibling(folder.getFileName() + " restored");
        FileSystemUtils.copyRecursively(folder, copy);
        return copy;
    }

    @Test
    void aKafkaRestoredFromOlderDataIsNoticedAsWell() throws Exception {
        restoreOlderDataAndOutgrowIt(copy());
        pipeline = started();
        awaitHealth("is at offset 150, stored in leader epoch ");
        assertThat(stored()).isEqualTo(KEPT + LOST + LOST);
    }

    @Test
    void aKafkaRestoredFromOlderDataIsReadFromItsOldestMessageWhereThatIsSet() throws Exception {
        restoreOlderDataAndOutgrowIt(copy());
        settings.set("wadi.offsets.beyond-end", "restart");
        pipeline = started();
        awaitStored(KEPT + LOST + LOST + KEPT + LOST + LATER);
    }

    /** The stores run all the time, and their clients have seen the later epoch. */
    private void restoreOlderDataOfRunningStores() throws Exception {
        Path backup = copy();
        startLaterEpoch();
        pipeline = started();
        publish(LOST);
        awaitStored(KEPT + LOST + LOST);
        kafka.close();
        folder = backup;
        startKafka();
        publish(LATER);
    }

    @Test
    void runningStoresNoticeAKafkaRestoredFromOlderData() throws Exception {
        restoreOlderDataOfRunningStores();
        JdbcTemplate database = new JdbcTemplate(pipeline.database());
        await().atMost(LONG)
                .until(() -> database.queryForObject("select bool_and(tail_lost) from ingest_offsets", Boolean.class));
        awaitHealth("is at offset 150, ");
        assertThat(stored()).isEqualTo(KEPT + LOST + LOST);
    }

    @Test
    void runningStoresReadARestoredKafkaFromItsOldestMessageWhereThatIsSet() throws Exception {
        settings.set("wadi.offsets.beyond-end", "restart");
        restoreOlderDataOfRunningStores();
        awaitStored(KEPT + LOST + LOST + KEPT + LOST + LATER);
    }
}
