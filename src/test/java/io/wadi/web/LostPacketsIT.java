package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.pcap.TestCaptures;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.CaptureAt;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packets that Kafka refuses, batches that fail and skipped frames, in the API and on the page, with a real broker. */
class LostPacketsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PACKETS = 6;
    private static final int SKIPPED = 3;

    @TempDir
    private Path folder;

    private Path capture;

    @BeforeEach
    void capture() throws Exception {
        capture = TestCaptures.writeWithQuestionAndSkipped(
                folder.resolve("question.pcap"), PACKETS, TestCaptures.LONG_NAME);
    }

    private Pipeline started(CaptureAt at, int mostMessageBytes) throws Exception {
        Settings settings = TestServers.withTables();
        settings.set("wadi.capture.at", at.name().toLowerCase());
        settings.set("wadi.capture-flows.interval-millis", "100");
        settings.set("wadi.source", "pcap:file:" + capture);
        settings.set("wadi.http.enabled", "true");
        settings.set("wadi.http.port", "0");
        NewTopic topic = new NewTopic(
                settings.get(at == CaptureAt.FLOWS ? KafkaSettings.FLOWS_TOPIC : KafkaSettings.TOPIC),
                Optional.of(1),
                Optional.empty());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.text(KafkaSettings.BROKERS)))) {
            admin.createTopics(List.of(topic.configs(Map.of("max.message.bytes", String.valueOf(mostMessageBytes)))))
                    .all()
                    .get();
        }
        Pipeline pipeline = new Pipeline(settings, Set.of(Stage.CAPTURE, Stage.API), TestServers.cache()).serving();
        pipeline.start();
        return pipeline;
    }

    private static JsonNode captures(Pipeline pipeline) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(pipeline.address() + "api/capture"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(response.body()).get("captures");
    }

    private static JsonNode finished(Pipeline pipeline) {
        return await().atMost(PATIENCE)
                .until(
                        () -> captures(pipeline).get(0),
                        capture -> capture.get("decoded").asLong() == PACKETS + 1
                                && capture.get("queued").asLong() == 0);
    }

    private static void assertAddsUp(JsonNode capture) {
        assertThat(sum(capture, "decoded", "skipped", "excluded", "rejected")).isEqualTo(sum(capture, "received"));
        assertThat(sum(capture, "published", "refused", "failed", "queued")).isEqualTo(sum(capture, "decoded"));
        assertThat(sum(capture, "refused", "failed", "queue_dropped", "kernel_dropped", "interface_dropped"))
                .isEqualTo(sum(capture, "lost"));
        assertThat(capture.get("skipped").asLong()).isEqualTo(SKIPPED);
        assertThat(sum(capture.get("skipped_kinds"), "ARP", "0x88b5")).isEqualTo(SKIPPED);
    }

    private static long sum(JsonNode capture, String... names) {
        return List.of(names).stream()
                .mapToLong(name -> capture.get(name).asLong())
                .sum();
    }

    @ParameterizedTest
    @CsvSource({"PACKETS, 450", "FLOWS, 450"})
    void whatKafkaRefusesIsLost(CaptureAt at, int mostMessageBytes) throws Exception {
        try (Pipeline pipeline = started(at, mostMessageBytes)) {
            JsonNode capture = finished(pipeline);
            assertThat(capture.get("refused").asLong()).isEqualTo(1);
            assertThat(capture.get("published").asLong()).isEqualTo(PACKETS);
            assertThat(capture.get("lost").asLong()).isEqualTo(1);
            assertAddsUp(capture);
        }
    }

    @Test
    void whatFailsIsLost() throws Exception {
        try (Pipeline pipeline = started(CaptureAt.PACKETS, 1_000_000)) {
            pipeline.context().getRouteController().stopRoute("capture");
            pipeline.context().removeRoute("capture");
            pipeline.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("pcap:file:" + capture)
                            .routeId("failing")
                            .throwException(new IllegalStateException("no way to Kafka"));
                }
            });
            JsonNode capture = finished(pipeline);
            assertThat(capture.get("failed").asLong()).isEqualTo(PACKETS + 1);
            assertThat(capture.get("lost").asLong()).isEqualTo(PACKETS + 1);
            assertAddsUp(capture);
        }
    }

    @Test
    void thePageNamesEveryLoss() throws Exception {
        Optional<Path> program = Chromium.program();
        assumeTrue(program.isPresent(), "Chromium is not installed: the page is not tested in a browser");
        try (Pipeline pipeline = started(CaptureAt.PACKETS, 450);
                Chromium browser = Chromium.start(program.get())) {
            finished(pipeline);
            browser.open(pipeline.address());
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            browser.evaluate("document.querySelector('#health-pill .text')?.textContent")
                                    .asText())
                    .isEqualTo("1 lost"));
            assertThat(browser.evaluate("[...document.querySelectorAll('#health-body dl > div')]"
                                    + ".map(line => line.textContent + ': ' + line.title).join('; ')")
                            .asText())
                    .contains("Published6: 6, acknowledged by Kafka")
                    .contains("Lost1: dropped by the queue 0, the kernel 0, the interface 0; refused by Kafka 1;"
                            + " failed on the way to it 0")
                    .contains("Skipped3 (ARP 2, 0x88b5 1): frames that are not IP");
        }
    }
}
