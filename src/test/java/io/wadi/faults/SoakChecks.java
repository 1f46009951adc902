package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.faults.ProcessSamples.Course;
import io.wadi.faults.ProcessSamples.Figure;
import io.wadi.settings.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.jdbc.core.JdbcTemplate;

/** The conditions that must hold after the load has stopped and everything is running again. */
final class SoakChecks {

    private static final Duration LONG = Duration.ofMinutes(3);

    /** Every shipped detection runs every 15 minutes or more often. */
    private static final Duration TWO_ROUNDS = Duration.ofMinutes(30);

    /** What DESIGN promises of a process without the embedded servers. */
    private static final double MOST_RSS_MB = 700;

    private final SoakPlace place;
    private final SoakStage stage;
    private final JdbcTemplate database;
    private final SoakReport report;
    private final boolean judged;
    private Contents topic;

    /**
     * Checks of a soak.
     *
     * @param judged whether it was long enough that a JVM has stopped to grow by itself, and that all kinds of load came
     */
    SoakChecks(SoakPlace place, SoakStage stage, JdbcTemplate database, SoakReport report, boolean judged) {
        this.judged = judged;
        this.place = place;
        this.stage = stage;
        this.database = database;
        this.report = report;
    }

    static void awaitUp(SoakWorker worker) {
        await().alias(worker.name())
                .atMost(LONG)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(worker.health()).isEqualTo("UP"));
    }

    /** All of them, each whatever became of the others. */
    void run(long sent, Path sink, Map<String, Course> courses) {
        report.check("hot deployment still works", () -> stage.deploys().end());
        report.check("everything is stored", this::drain);
        report.check("health is UP", () -> stage.workers().forEach(SoakChecks::awaitUp));
        report.check("retention", this::retention);
        report.check("tables hold the topics, packet for packet", this::equality);
        report.check("dead letters", this::deadLetters);
        report.check("sink lost nothing", () -> sink(sink));
        report.check("live load", () -> live(sent));
        report.check("file load", () -> assertThat(stage.load().failures()).isEmpty());
        report.check("detections", this::detections);
        report.check("no OutOfMemoryError", this::noOutOfMemory);
        courses.forEach((name, course) -> use(name, course));
    }

    private void drain() {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", place.settings().text(KafkaSettings.BROKERS)))) {
            new SoakDrain(place, stage, database).await(admin);
        }
    }

    /** Retention counts whole days, in UTC. */
    private static Instant oldest() {
        return Instant.now()
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .minusDays(SoakPlace.RETENTION_DAYS)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }

    private void retention() {
        for (String sql : List.of(
                "select count(*) from traffic where \"timestamp\" < ?::timestamptz",
                "select count(*) from flows where window_start < ?::timestamptz",
                "select count(*) from flows_hour where window_start < ?::timestamptz")) {
            await().atMost(LONG).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> assertThat(
                            database.queryForObject(sql, Long.class, oldest().toString()))
                    .as(sql)
                    .isZero());
        }
    }

    private void equality() throws Exception {
        topic = new Contents(oldest());
        String brokers = place.settings().text(KafkaSettings.BROKERS);
        Comparison.addTopic(topic, brokers, place.settings().get(KafkaSettings.TOPIC));
        long packets = topic.count();
        Comparison.addFlowsTopic(topic, brokers, place.settings().get(KafkaSettings.FLOWS_TOPIC));
        report.put("packets on topic packets", packets);
        report.put("packets on topic flows", topic.count() - packets);
        report.put("packets dropped by retention", topic.old());
        if (judged) {
            assertThat(topic.old()).as("packets that retention drops").isPositive();
        }
        Contents tables = Comparison.ofTables(database);
        report.put("rows of traffic", tables.count());
        assertThat(tables.count()).as("rows of traffic").isEqualTo(packets);
        Comparison.assertSamePackets(tables, topic);
        Comparison.assertSameFlows(tables, topic);
    }

    private void deadLetters() throws Exception {
        String dead = place.settings().get(KafkaSettings.DEAD_TOPIC);
        List<Set<String>> groups =
                List.of(Set.of("wadi-store-traffic", "wadi-store-flows"), Set.of("wadi-store-flow-messages"));
        for (int i = 0; i < groups.size(); i++) {
            Poison poison = stage.poisons().get(i);
            if (poison.count() == 0) {
                continue;
            }
            poison.assertDeadLetters(dead, groups.get(i));
            for (String group : groups.get(i)) {
                assertThat(database.queryForObject(
                                "select sum(dead) from ingest_offsets where consumer = ?", Long.class, group))
                        .as(group)
                        .isEqualTo(poison.count());
            }
        }
    }

    private void sink(Path folder) throws IOException {
        SinkFiles files = new SinkFiles(topic);
        files.read(folder);
        report.put("lines of the sink", files.lines());
        report.put("lines of the sink that are no packet", files.unreadable());
        assertThat(files.missing()).as("packets that the sink lost").isZero();
    }

    private void live(long sent) throws Exception {
        long decoded = 0;
        for (SoakWorker probe : stage.probes()) {
            await().alias(probe.name() + ": received and dropped are " + sent)
                    .atMost(LONG)
                    .until(() -> probe.metric("wadi_capture_received_total", "")
                                    + probe.metric("wadi_capture_dropped_total", "")
                            == sent);
            long taken = (long) probe.metric("wadi_capture_decoded_total", "");
            report.put(probe.name() + " dropped", (long) probe.metric("wadi_capture_dropped_total", ""));
            assertThat(probe.metric("wadi_capture_delivered_total", ""))
                    .as(probe.name() + " delivered")
                    .isEqualTo(taken);
            assertThat(probe.metric("wadi_capture_failed_total", "")
                            + probe.metric("wadi_flows_failed_packets_total", ""))
                    .as(probe.name() + " failed")
                    .isZero();
            decoded += taken;
        }
        report.put("datagrams sent", sent);
        if (stage.link().isPresent()) {
            Contents.Sum onTopics = topic.sent().get(stage.link().get().source());
            assertThat(onTopics.packets()).as("live packets on both topics").isEqualTo(decoded);
        }
    }

    private void detections() {
        report.put("runs of detections", database.queryForObject("select sum(runs) from detection_runs", Long.class));
        report.put(
                "runs of detections that failed",
                database.queryForObject("select sum(failures) from detection_runs", Long.class));
        report.put("alerts", database.queryForObject("select count(*) from alerts", Long.class));
        // One that was stopped, because the comparisons before this one keep the database busy, runs again.
        await().atMost(TWO_ROUNDS).untilAsserted(() -> assertThat(database.queryForList(
                        "select detection || ': ' || error from detection_runs where error is not null"))
                .as("failures in the last run")
                .isEmpty());
        assertThat(database.queryForObject("select count(*) from detection_runs where runs > 0", Long.class))
                .isPositive();
    }

    private void noOutOfMemory() throws IOException {
        try (Stream<Path> logs = Files.list(place.folder().resolve("logs"))) {
            for (Path log : logs.toList()) {
                assertThat(Files.readString(log)).as(log.toString()).doesNotContain("java.lang.OutOfMemoryError");
            }
        }
    }

    private void use(String name, Course course) {
        if (name.endsWith(Figure.RSS_MB.name())) {
            report.check(name + " at most", () -> assertThat(course.most()).isLessThan(MOST_RSS_MB));
        }
        if (judged) {
            report.check(name, () -> assertThat(course.flat())
                    .as("flat by thirds: %s", course)
                    .isTrue());
        }
    }
}
