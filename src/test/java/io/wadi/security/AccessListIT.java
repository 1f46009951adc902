package io.wadi.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.wadi.failure.StartException;
import io.wadi.message.KafkaAccess;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.security.AccessList.Row;
import io.wadi.settings.Settings;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The permissions in docs/operations.md are sufficient and necessary, and a start names the missing ones. */
class AccessListIT {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Set<String> TOPICS = Set.of("packets", "packets.dead", "flows", "alerts", "exporters");

    @TempDir
    private static Path folder;

    private static Certificate certificate;
    private static SecureKafka kafka;
    private static Admin admin;
    private static AccessList list;

    @BeforeAll
    static void start() throws Exception {
        certificate = Certificate.in(folder);
        kafka = new SecureKafka(Files.createDirectory(folder.resolve("kafka")), certificate, true);
        admin = Admin.create(KafkaAccess.of(settings(SecureKafka.ADMIN)).properties());
        admin.createTopics(TOPICS.stream()
                        .map(topic -> new NewTopic(topic, Optional.of(1), Optional.empty()))
                        .toList())
                .all()
                .get();
        list = AccessList.read();
    }

    @AfterAll
    static void stop() {
        admin.close();
        kafka.close();
    }

    private static Settings settings(String user) throws Exception {
        Settings settings = TestServers.settings();
        settings.set("wadi.kafka.brokers", kafka.brokers());
        settings.set(
                "wadi.kafka.client-properties",
                SecureKafka.client(folder.resolve(user), certificate, user, SecureKafka.PASSWORD)
                        .toString());
        settings.set("wadi.lake.enabled", "true");
        settings.set("wadi.lake.warehouse", folder.resolve("lake").toString());
        settings.set("wadi.topic", "packets");
        settings.set("wadi.topic.flows", "flows");
        settings.set("wadi.topic.exporters", "exporters");
        settings.set("wadi.topic.dead", "packets.dead");
        return settings;
    }

    /** These and no others. */
    private static void allow(Collection<Row> rows) throws Exception {
        Set<AclBinding> wanted =
                rows.stream().map(row -> row.binding(SecureKafka.USER)).collect(Collectors.toCollection(HashSet::new));
        allow(wanted);
    }

    private static void allow(Set<AclBinding> wanted) throws Exception {
        admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
        admin.createAcls(wanted).all().get();
        await().atMost(LONG).untilAsserted(() -> assertThat(new HashSet<>(
                        admin.describeAcls(AclBindingFilter.ANY).values().get()))
                .isEqualTo(wanted));
    }

    private static String refusal(Settings settings, Set<Stage> stages) {
        try (Pipeline pipeline = new Pipeline(settings, stages, TestServers.cache())) {
            return catchThrowableOfType(StartException.class, pipeline::start).getMessage();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "capture, packets, 1",
        "capture, flows, 1",
        "collect, packets, 2",
        "'store-traffic,store-flows', packets, 4",
        "store-traffic, flows, 4",
        "store-lake, packets, 3",
        "store-lake, flows, 5",
        "'capture,store-traffic,store-flows,detect', packets, 7",
        "'capture,store-flows,detect', flows, 9"
    })
    void isEnoughAndEachOfItIsNeeded(String names, String at, int rows) throws Exception {
        Set<Stage> stages = EnumSet.copyOf(Stage.of(List.of(names.split(","))));
        List<Row> needed = list.of(stages, at);
        assertThat(needed).hasSize(rows);
        Settings settings = settings(SecureKafka.USER);
        settings.set("wadi.capture.at", at);
        settings.set("wadi.netflow.enabled", String.valueOf(stages.contains(Stage.COLLECT)));
        settings.set("wadi.netflow.listen", "127.0.0.1:0");
        settings.set("wadi.source", "pcap:file:" + capture());
        allow(needed);
        try (Pipeline pipeline = new Pipeline(settings, stages, TestServers.cache())) {
            assertThatCode(pipeline::start).doesNotThrowAnyException();
        }
        for (Row without : needed) {
            List<Row> others = needed.stream().filter(row -> row != without).toList();
            if (others.stream().noneMatch(row -> implies(row, without))) {
                allow(others);
                assertThat(refusal(settings, stages)).as(without.phrase()).contains(kafka.brokers(), without.phrase());
            }
        }
    }

    /** Describing is part of reading and writing. */
    private static boolean implies(Row row, Row other) {
        return other.operation().equals("Describe")
                && row.resource().equals(other.resource())
                && row.name().equals(other.name());
    }

    private static Path capture() throws Exception {
        Path capture = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(capture)) {
            new SampleCapture(500, 1, SampleCapture.DEFAULT_START).write(out);
        }
        return capture;
    }

    @ParameterizedTest
    @CsvSource({"packets, wadi-store-flows", "flows, wadi-store-flow-messages"})
    void storesUnderIt(String at, String consumer) throws Exception {
        Set<Stage> stages = EnumSet.of(Stage.CAPTURE, Stage.STORE_FLOWS, Stage.DETECT);
        allow(list.of(stages, at));
        Settings settings = settings(SecureKafka.USER);
        settings.set("wadi.capture.at", at);
        settings.set("wadi.source", "pcap:file:" + capture());
        try (Pipeline pipeline = new Pipeline(settings, stages, TestServers.cache())) {
            pipeline.start();
            pipeline.capture().finished().get();
            long captured = pipeline.capture().getDecoded();
            assertThat(captured).isPositive();
            JdbcTemplate database = new JdbcTemplate(pipeline.database());
            await().atMost(LONG).untilAsserted(() -> assertThat(database.queryForObject(
                            "select coalesce(sum(packets), 0) from ingest_offsets where consumer = ?",
                            Long.class,
                            consumer))
                    .isGreaterThanOrEqualTo(captured));
        }
    }

    @Test
    void aTopicThatIsNotThereIsCreatedWhereThatIsAllowed() throws Exception {
        Settings settings = settings(SecureKafka.USER);
        settings.set("wadi.topic", "packets-new");
        settings.set("wadi.source", "pcap:file:" + capture());
        Row write = new Row(List.of(), "any", "topic", "packets-new", "Write");
        Row create = new Row(List.of(), "any", "topic", "packets-new", "Create");
        allow(List.of());
        assertThat(refusal(settings, Set.of(Stage.CAPTURE))).contains("Create on topic packets-new", write.phrase());
        allow(List.of(write, create));
        try (Pipeline pipeline = new Pipeline(settings, Set.of(Stage.CAPTURE), TestServers.cache())) {
            pipeline.start();
        }
        assertThat(admin.listTopics().names().get()).contains("packets-new");
    }
}
