package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wadi.failure.StartException;
import io.wadi.faults.LogLines;
import io.wadi.faults.Poison;
import io.wadi.ingest.Ingest;
import io.wadi.ingest.IngestReport;
import io.wadi.ingest.Silent;
import io.wadi.message.KafkaAccess;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import io.wadi.store.StoreCounters;
import io.wadi.store.StoreLag;
import io.wadi.web.health.LagCheck;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.health.HealthCheck;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** An administrator of Kafka changes the topic while the store routes run. */
class TopicChangesIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    private Settings settings;
    private Pipeline pipeline;
    private Admin admin;
    private String topic;

    @BeforeEach
    void start() throws Exception {
        settings = TestServers.withTables();
        topic = settings.get(KafkaSettings.TOPIC);
        admin = Admin.create(KafkaAccess.of(settings).properties());
        pipeline = started();
    }

    private Pipeline started() throws StartException {
        Pipeline stores = new Pipeline(settings, Set.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS), TestServers.cache());
        stores.start();
        return stores;
    }

    @AfterEach
    void stop() {
        pipeline.close();
        admin.close();
    }

    @Test
    void partitionsThatAreAddedAreStoredToo() throws Exception {
        publish(0, 10);
        awaitStored(10);
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(5))).all().get();
        publish(4, 7);
        awaitStored(17);
    }

    @Test
    void aRecreatedTopicIsWaitedForUntilTheOperatorDecides() throws Exception {
        publish(0, 10);
        awaitStored(10);
        recreate();
        publish(0, 3);
        awaitDown("wadi-store-traffic partition 0 is at offset 10 of a topic that was recreated since then");
        pipeline.close();

        settings.set("wadi.offsets.beyond-end", "restart");
        pipeline = started();
        awaitStored(13);
        publish(0, 20);
        awaitStored(33);
    }

    @Test
    void aRecreatedTopicThatHasOutgrownTheStoredOffsetIsNotGoneOnWith() throws Exception {
        publish(0, 10);
        awaitStored(10);
        pipeline.close();
        recreate();
        publish(0, 60);
        pipeline = started();
        awaitDown("wadi-store-traffic partition 0 is at offset 10 of a topic that was recreated since then");
        awaitStored(10);
        pipeline.close();

        settings.set("wadi.offsets.beyond-end", "restart");
        pipeline = started();
        awaitStored(70);
    }

    @Test
    void aTopicThatIsRecreatedUnderTheConsumersIsNotGoneOnWith() throws Exception {
        publish(0, 10);
        awaitStored(10);
        recreate();
        publish(0, 60);
        awaitDown("wadi-store-traffic partition 0 is at offset 10 of a topic that was recreated since then");
        awaitDown("wadi-store-flows partition 0 is at offset 10 of a topic that was recreated since then");
        // A partition that only the new topic's consumers know.
        publish(1, 5);
        awaitStored(10);
        pipeline.close();

        settings.set("wadi.offsets.beyond-end", "restart");
        pipeline = started();
        awaitStored(75);
    }

    @Test
    void aBatchThatWasReadFromAnotherTopicIsNotStored() throws Exception {
        publish(0, 10);
        awaitStored(10);
        new JdbcTemplate(pipeline.database()).update("update ingest_offsets set topic_id = 'of another process'");
        publish(0, 5);
        awaitDown("wadi-store-traffic partition 0 is at offset 10 of a topic that was recreated since then");
        StoreCounters counters = pipeline.context().getRegistry().findSingleByType(StoreCounters.class);
        await().atMost(LONG).untilAsserted(() -> assertThat(counters.getRejectedBatches())
                .containsKeys("wadi-store-traffic", "wadi-store-flows")
                .allSatisfy((consumer, batches) -> assertThat(batches).isPositive()));
        awaitStored(10);
    }

    @Test
    void recreatedWhileConsumersRunAndSetToRestartItIsReadFromItsBeginning() throws Exception {
        pipeline.close();
        settings.set("wadi.offsets.beyond-end", "restart");
        pipeline = started();
        for (int round = 1; round <= 3; round++) {
            publish(0, 40);
            awaitStored(40L * round);
            recreate();
        }
    }

    @Test
    void ingestSaysThatNothingIsStoredInsteadOfWaiting(@TempDir Path folder) throws Exception {
        publish(0, 10);
        awaitStored(10);
        pipeline.close();
        recreate();
        publish(0, 60);
        Path file = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(file)) {
            new SampleCapture(100, 1, Instant.parse("2026-01-01T00:00:00Z")).write(out);
        }
        Set<Stage> stores = Set.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS);
        Ingest ingest = new Ingest(settings, TestServers.cache(), stores);
        assertThatThrownBy(() -> ingest.run(List.of(file), new Silent()))
                .hasMessageContaining("partition 0 is at offset 10 of a topic that was recreated since then")
                .hasMessageContaining("wadi.offsets.beyond-end=restart");

        settings.set("wadi.offsets.beyond-end", "restart");
        IngestReport report = ingest.run(List.of(file), new Silent());
        assertThat(report.isWhole()).isTrue();
        pipeline = started();
        awaitStored(70 + report.total().decoded());
    }

    @Test
    void aCompactedTopicIsRefusedAtTheStart() throws Exception {
        pipeline.close();
        AlterConfigOp compact =
                new AlterConfigOp(new ConfigEntry("cleanup.policy", "compact,delete"), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(compact)))
                .all()
                .get();
        for (Stage part : List.of(Stage.CAPTURE, Stage.STORE_TRAFFIC, Stage.STORE_FLOWS)) {
            assertThatThrownBy(() -> new Pipeline(settings, Set.of(part), TestServers.cache()).start())
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("Topic " + topic + " is compacted (cleanup.policy=compact,delete)")
                    .hasMessageContaining("set its cleanup.policy to delete");
        }
    }

    @Test
    void whatATopicStillHoldsIsSaidWhenAnotherOneIsRead() throws Exception {
        publish(0, 10);
        awaitStored(10);
        pipeline.close();
        publish(0, 4);
        publish(1, 3);
        settings.set("wadi.topic", topic + "-renamed");
        assertThat(warningsOfAStart())
                .singleElement()
                .asString()
                .contains("Topic " + topic + " still has messages that are not stored: 7 for wadi-store-flows, "
                        + "7 for wadi-store-traffic. These stores now read " + topic + "-renamed");
        pipeline.close();

        settings.set("wadi.topic", topic);
        assertThat(warningsOfAStart()).isEmpty();
        awaitStored(17);
        pipeline.close();

        admin.deleteTopics(List.of(topic)).all().get();
        settings.set("wadi.topic", topic + "-renamed");
        assertThat(warningsOfAStart()).isEmpty();
    }

    private List<String> warningsOfAStart() throws StartException {
        try (LogLines log = new LogLines("io.wadi.store.LeftTopics")) {
            pipeline = started();
            return log.lines();
        }
    }

    private void recreate() throws Exception {
        admin.deleteTopics(List.of(topic)).all().get();
        await().atMost(LONG).until(() -> !admin.listTopics().names().get().contains(topic));
        await().atMost(LONG).ignoreExceptions().until(() -> {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(3), Optional.empty())))
                    .all()
                    .get();
            return true;
        });
    }

    private void awaitDown(String reason) {
        StoreLag lag = new StoreLag(pipeline.database(), admin, List.of(topic));
        await().atMost(LONG).untilAsserted(() -> {
            lag.refresh();
            HealthCheck.Result health = new LagCheck(lag, LONG).call();
            assertThat(health.getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(health.getMessage().orElseThrow()).contains(reason, "wadi.offsets.beyond-end=restart");
        });
    }

    private void publish(int partition, int count) throws Exception {
        Map<String, Object> options = KafkaAccess.of(settings).properties();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] message = Poison.packet("10.0.0.1", 80, 60, "1710000000").getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(topic, partition, null, message));
            }
            producer.flush();
        }
    }

    private void awaitStored(long packets) {
        JdbcTemplate database = new JdbcTemplate(pipeline.database());
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(database.queryForObject("select count(*) from traffic", Long.class))
                    .isEqualTo(packets);
            assertThat(database.queryForObject("select coalesce(sum(packets), 0) from flows", Long.class))
                    .isEqualTo(packets);
        });
    }
}
