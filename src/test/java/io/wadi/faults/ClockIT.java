package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.pipeline.Pipeline;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Setting;
import io.wadi.testing.LongTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Clocks that are wrong, or set while Wadi runs. */
@LongTest(seconds = 150)
class ClockIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int PACKETS = 500;

    @TempDir
    Path folder;

    /** More than an hour ahead, Kafka refuses a message whose time is its sender's; far behind, retention deletes it. */
    @Test
    void theClockOfAProbeDoesNotDecideWhatKafkaKeeps() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.settings().set("wadi.capture.at", "flows");
            rig.startWorker();
            rig.awaitStored(0, LONG);
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", rig.brokers()), new ByteArraySerializer(), new ByteArraySerializer())) {
                for (Setting<String> topic :
                        List.of(KafkaSettings.TOPIC, KafkaSettings.FLOWS_TOPIC, KafkaSettings.DEAD_TOPIC)) {
                    for (int days : new int[] {-4_000, 400}) {
                        long wrong = Instant.now().plus(Duration.ofDays(days)).toEpochMilli();
                        RecordMetadata taken = producer.send(
                                        new ProducerRecord<>(rig.settings().get(topic), 0, wrong, null, new byte[1]))
                                .get();
                        assertThat(Instant.ofEpochMilli(taken.timestamp()))
                                .isBetween(
                                        Instant.now().minus(LONG), Instant.now().plus(LONG));
                    }
                }
            }
        }
    }

    /** As it is on a machine without a battery for its clock, which starts wherever it last was or anywhere. */
    @Test
    void retentionGoesOnAfterTheClockWasSetBack() throws Exception {
        FakeClock clock = FakeClock.create(folder.resolve("clock")).orElse(null);
        assumeTrue(clock != null, "libfaketime is not installed (Debian: package faketime)");
        try (Rig rig = new Rig(folder)) {
            clock.set(Duration.ofDays(400));
            SoakPlace place = new SoakPlace(folder, rig.settings(), Instant.now());
            try (JavaProcess worker = place.launch(
                    List.of("run", "--only", "store-traffic", "--set", "wadi.http.enabled=false"),
                    Optional.of(clock),
                    place.log("worker"))) {
                worker.start();
                awaitDropped(rig.database());
                clock.set(Duration.ZERO);
                awaitDropped(rig.database());
            }
        }
    }

    /** Kafka's clients wait by the clock of the machine: by themselves they go on when it is where it was. */
    @Test
    void storingGoesOnAfterTheClockWasSetBack() throws Exception {
        FakeClock clock = FakeClock.create(folder.resolve("clock")).orElse(null);
        assumeTrue(clock != null, "libfaketime is not installed (Debian: package faketime)");
        try (Rig rig = new Rig(folder)) {
            clock.set(Duration.ofHours(3));
            SoakPlace place = new SoakPlace(folder, rig.settings(), Instant.now());
            try (JavaProcess worker = place.launch(
                    List.of("run", "--only", "store-traffic,store-flows", "--set", "wadi.http.enabled=false"),
                    Optional.of(clock),
                    place.log("worker"))) {
                worker.start();
                long before = capture(rig, 1);
                awaitStored(rig.database(), before);
                clock.set(Duration.ZERO);
                rig.killBroker();
                long after = capture(rig, 2);
                awaitStored(rig.database(), before + after);
            }
        }
    }

    /** A producer that waits for its broker at that moment would wait until the clock is where it was. */
    @Test
    void publishingGoesOnAfterTheClockWasSetBackWithoutABroker() throws Exception {
        FakeClock clock = FakeClock.create(folder.resolve("clock")).orElse(null);
        assumeTrue(clock != null, "libfaketime is not installed (Debian: package faketime)");
        try (Rig rig = new Rig(folder)) {
            clock.set(Duration.ofHours(3));
            SoakPlace place = new SoakPlace(folder, rig.settings(), Instant.now());
            Path sample = rig.sample(PACKETS, 3);
            try (JavaProcess probe = place.launch(
                    List.of(
                            "run",
                            "--only",
                            "capture",
                            "--set",
                            "wadi.source=pcap:file:" + sample,
                            "--set",
                            "wadi.capture.pace=50",
                            "--set",
                            "wadi.http.enabled=false"),
                    Optional.of(clock),
                    place.log("probe"))) {
                probe.start();
                awaitPublished(rig, 1);
                rig.stopBroker();
                await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
                clock.set(Duration.ZERO);
                rig.startBroker();
                awaitPublished(rig, 450);
            }
        }
    }

    private static void awaitPublished(Rig rig, long packets) {
        await().atMost(LONG)
                .ignoreExceptions()
                .until(() -> Comparison.ofTopic(rig.brokers(), rig.settings().get(KafkaSettings.TOPIC))
                                .count()
                        >= packets);
    }

    private static long capture(Rig rig, long seed) throws Exception {
        try (Pipeline capture = rig.capture(PACKETS, seed, PACKETS)) {
            capture.start();
            capture.capture().finished().get(LONG.toSeconds(), TimeUnit.SECONDS);
            return capture.capture().getDecoded();
        }
    }

    /** Both stores say so; the packets themselves are older than what is kept. */
    private static void awaitStored(JdbcTemplate database, long packets) {
        await().atMost(LONG)
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .until(() -> database.queryForObject("select coalesce(sum(packets), 0) from ingest_offsets", Long.class)
                        == 2 * packets);
    }

    private static void awaitDropped(JdbcTemplate database) {
        await().atMost(LONG)
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .until(() ->
                        database.queryForObject("select wadi_ensure_day('traffic', current_date - 35)", Boolean.class));
        await().atMost(LONG)
                .until(() -> database.queryForObject(
                        "select to_regclass('traffic_' || to_char(current_date - 35, 'YYYYMMDD')) is null",
                        Boolean.class));
    }
}
