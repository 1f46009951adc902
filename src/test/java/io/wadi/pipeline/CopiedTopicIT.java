package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.message.KafkaAccess;
import io.wadi.pcap.PcapConsumer;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A capture that publishes its packets on another topic too, as for an archive. */
class CopiedTopicIT {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int PACKETS = 3_000;
    private static final int PARTITIONS = 3;
    private static final String OPTIONS = """
            parameters:
                          valueSerializer: io.wadi.message.PacketMessageSerializer
                          keySerializer: org.apache.kafka.common.serialization.ByteArraySerializer
                          interceptorClasses: io.wadi.message.ConversationKey
            """;

    @TempDir
    Path folder;

    private Settings settings;
    private String archive;

    @BeforeEach
    void capture() throws Exception {
        try (OutputStream out = Files.newOutputStream(folder.resolve("sample.pcap"))) {
            new SampleCapture(PACKETS, 1, Instant.parse("2026-01-01T00:00:00Z")).write(out);
        }
        settings = TestServers.withTables();
        archive = settings.get(KafkaSettings.TOPIC) + "-archive";
    }

    private String route(String first, String second) {
        return """
                - route:
                    id: copied
                    routeConfigurationId: publishing
                    from:
                      uri: pcap:file:%s
                      steps:
                        - bean: {ref: packet-json, method: messages}
                        - to:
                            uri: kafka:%s
                            %s
                        - to:
                            uri: kafka:%s
                            %s
                """.formatted(folder.resolve("sample.pcap"), first, OPTIONS, second, OPTIONS);
    }

    private void assertBothHaveAll(String route) throws Exception {
        try (Pipeline stores =
                        new Pipeline(settings, Set.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS), TestServers.cache());
                Admin admin = Admin.create(KafkaAccess.of(settings).properties())) {
            stores.start();
            admin.createTopics(List.of(new NewTopic(archive, PARTITIONS, (short) 1)))
                    .all()
                    .get();
            PluginHelper.getRoutesLoader(stores.context())
                    .loadRoutes(ResourceHelper.fromString("copied.camel.yaml", route));
            PcapConsumer capture =
                    (PcapConsumer) stores.context().getRoute("copied").getConsumer();
            await().atMost(LONG).until(() -> capture.finished().isDone());
            long decoded = capture.counters().decoded();
            assertThat(decoded).isGreaterThan(PACKETS * 9L / 10);

            JdbcTemplate database = new JdbcTemplate(stores.database());
            await().atMost(LONG)
                    .until(() -> decoded == count(database, "select count(*) from traffic")
                            && decoded == count(database, "select sum(packets) from flows"));
            await().atMost(LONG).until(() -> archived(admin) == decoded);
        }
    }

    private static long count(JdbcTemplate database, String query) {
        Long count = database.queryForObject(query, Long.class);
        return count == null ? 0 : count;
    }

    private long archived(Admin admin) throws Exception {
        long messages = 0;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            TopicPartition one = new TopicPartition(archive, partition);
            messages += admin.listOffsets(Map.of(one, OffsetSpec.latest()))
                    .partitionResult(one)
                    .get()
                    .offset();
        }
        return messages;
    }

    @Test
    void theCopyMayComeFirst() throws Exception {
        assertBothHaveAll(route(archive, "{{wadi.topic}}"));
    }

    @Test
    void theCopyMayComeLast() throws Exception {
        assertBothHaveAll(route("{{wadi.topic}}", archive));
    }
}
