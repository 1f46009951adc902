package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.flow.FlowCounters;
import io.wadi.pcap.PcapCounters;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Topic flows: invalid messages, and a probe that stops. */
class FlowMessagesIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String FLOW = "{\"window\":1710000000,\"ip\":{\"src\":\"10.0.0.1\",\"dst\":\"10.0.0.2\"},"
            + "\"transport\":\"TCP\",\"port\":{\"src\":1,\"dst\":2},\"packets\":3,\"bytes\":180,"
            + "\"first\":1710000000,\"last\":1710000001.5,\"probe\":\"host/eth0\"}";
    private static final List<String> POISON = List.of(
            "",
            "no JSON",
            "{\"ip\":{\"src\":\"10.0.0.1\",\"dst\":\"10.0.0.2\"},\"protocol\":\"TCP\",\"size\":60,"
                    + "\"timestamp\":1710000000}",
            FLOW.replace("\"packets\":3", "\"packets\":9223372036854775807"),
            FLOW.replace("\"dst\":2", "\"dst\":70000"),
            FLOW.replace("1710000001.5", "99999999999"));

    @TempDir
    Path folder;

    private Settings settings;

    @BeforeEach
    void atFlows() throws Exception {
        settings = TestServers.withTables();
        settings.set("wadi.capture.at", "flows");
    }

    @Test
    void poisonGoesToTheDeadLettersAndTheRestIsStored() throws Exception {
        try (Pipeline stores = new Pipeline(settings, Set.of(Stage.STORE_FLOWS), TestServers.cache())) {
            stores.start();
            Map<String, Object> options = Map.of("bootstrap.servers", settings.text(KafkaSettings.BROKERS));
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
                for (int i = 0; i < POISON.size(); i++) {
                    for (String message : List.of(FLOW, POISON.get(i))) {
                        producer.send(new ProducerRecord<>(
                                        settings.get(KafkaSettings.FLOWS_TOPIC),
                                        i % 3,
                                        null,
                                        message.getBytes(StandardCharsets.UTF_8)))
                                .get();
                    }
                }
            }
            JdbcTemplate database = new JdbcTemplate(stores.database());
            await().atMost(LONG).untilAsserted(() -> {
                assertThat(number(
                                database,
                                "select sum(dead) from ingest_offsets where consumer = '"
                                        + "wadi-store-flow-messages'"))
                        .isEqualTo(POISON.size());
                assertThat(number(database, "select sum(packets) from flows")).isEqualTo(3 * POISON.size());
            });
            assertThat(number(database, "select sum(bytes_received) from hosts_now"))
                    .isEqualTo(180 * POISON.size());
        }
    }

    @Test
    void aProbeThatIsStoppedUnderLoadPublishesAllItHasTaken() throws Exception {
        Path sample = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(sample)) {
            new SampleCapture(5_000, 1, Instant.parse("2026-01-01T00:00:00Z")).write(out);
        }
        settings.set("wadi.source", "pcap:file:" + sample);
        settings.set("wadi.capture.repeat", "0");
        settings.set("wadi.capture-flows.interval-millis", "600000");
        settings.set("wadi.capture-flows.batch-packets", "7000");

        Pipeline probe = new Pipeline(settings, Set.of(Stage.CAPTURE), TestServers.cache());
        probe.start();
        FlowCounters flows = probe.context().getRegistry().findSingleByType(FlowCounters.class);
        PcapCounters captured = probe.capture().counters();
        await().atMost(LONG).until(() -> flows.getPublishedPackets() > 20_000);
        probe.close();

        assertThat(flows.getFailedPackets()).isZero();
        assertThat(captured.decoded()).isEqualTo(captured.delivered()).isEqualTo(flows.getPublishedPackets());
        try (Pipeline stores = new Pipeline(settings, Set.of(Stage.STORE_FLOWS), TestServers.cache())) {
            stores.start();
            JdbcTemplate database = new JdbcTemplate(stores.database());
            await().atMost(LONG).untilAsserted(() -> assertThat(number(database, "select sum(packets) from flows"))
                    .isEqualTo(captured.decoded()));
        }
    }

    private static long number(JdbcTemplate database, String sql) {
        Long number = database.queryForObject(sql, Long.class);
        return number == null ? 0 : number;
    }
}
