package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.flow.FlowCounters;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups of flows between the capture and Kafka. */
class CaptureFlowsIT {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int PACKETS = 8_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Settings settings;

    @BeforeEach
    void capture() throws Exception {
        Path sample = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(sample)) {
            new SampleCapture(PACKETS, 1, Instant.parse("2026-01-01T00:00:00Z")).write(out);
        }
        settings = TestServers.withTables();
        settings.set("wadi.capture.at", "flows");
        settings.set("wadi.topic.partitions", "1");
        settings.set("wadi.source", "pcap:file:" + sample);
    }

    private Pipeline published() throws Exception {
        Pipeline pipeline = new Pipeline(settings, Set.of(Stage.CAPTURE), TestServers.cache());
        pipeline.start();
        PcapConsumer capture = pipeline.capture();
        FlowCounters flows = pipeline.context().getRegistry().findSingleByType(FlowCounters.class);
        await().atMost(LONG)
                .until(() -> capture.finished().isDone()
                        && flows.getPublishedPackets() == capture.counters().decoded());
        await().atMost(LONG).until(() -> capture.getHeldBytes() == 0);
        return pipeline;
    }

    private List<JsonNode> messages(long packets) {
        Map<String, Object> options = new HashMap<>(KafkaAccess.of(settings).properties());
        options.putAll(
                Map.of("group.id", "reader-of-" + settings.get(KafkaSettings.TOPIC), "auto.offset.reset", "earliest"));
        List<JsonNode> messages = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(options, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(settings.get(KafkaSettings.FLOWS_TOPIC)));
            await().atMost(LONG).until(() -> {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    messages.add(JSON.readTree(record.value()));
                }
                return messages.stream()
                                .mapToLong(message -> message.get("packets").asLong())
                                .sum()
                        == packets;
            });
        }
        return messages;
    }

    @Test
    void groupsArePublishedInTheOrderOfTheirPackets() throws Exception {
        settings.set("wadi.capture.batch-size", "1");
        settings.set("wadi.capture-flows.batch-packets", "1");
        try (Pipeline pipeline = published()) {
            Map<String, Double> lastOfFlow = new HashMap<>();
            for (JsonNode message : messages(pipeline.capture().counters().decoded())) {
                String flow = message.get("window") + " " + message.get("ip") + message.get("port")
                        + message.get("transport");
                double first = message.get("first").asDouble();
                assertThat(first)
                        .as("first packet of %s", flow)
                        .isGreaterThanOrEqualTo(lastOfFlow.getOrDefault(flow, 0.0));
                lastOfFlow.put(flow, message.get("last").asDouble());
            }
        }
    }

    @Test
    void aGroupThatFillsTheBudgetIsPublished() throws Exception {
        settings.set("wadi.capture.queue-bytes", String.valueOf(1 << 20));
        settings.set("wadi.capture-flows.interval-millis", "100");
        try (Pipeline pipeline = published()) {
            assertThat(pipeline.capture().counters().queueDropped()).isZero();
        }
    }
}
