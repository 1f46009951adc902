package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.Settings;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Packets that the pipeline has stored in the tables and in the lake: the same flows. */
class ExploreLakePacketsIT {

    private static final int PACKETS = 20_000;
    private static final String RANGE = "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&limit=20&series=true&by=";
    private static final List<String> QUESTIONS = List.of(
            "dst.port,transport",
            "src.host,dst.port,protocol&measure=flows",
            "name,tcp.flags&measure=packets",
            "community,vlan",
            "probe&measure=hosts",
            "transport&measure=flows&filter=bytes%3E1k",
            "src.host&filter=port=443");

    @TempDir
    private Path folder;

    private Settings stored() throws Exception {
        Path sample = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(sample)) {
            new SampleCapture(PACKETS, 23, Instant.parse("2026-01-01T10:00:00Z")).write(out);
        }
        Settings settings = TestServers.settings();
        settings.set("wadi.routes.dir", folder.toString());
        settings.set("wadi.lake.enabled", "true");
        settings.set("wadi.lake.warehouse", folder.resolve("lake").toString());
        settings.set("wadi.store-lake.interval-millis", "500");
        settings.set("wadi.source", "pcap:file:" + sample);
        try (Pipeline pipeline = new Pipeline(
                settings, EnumSet.of(Stage.CAPTURE, Stage.STORE_FLOWS, Stage.STORE_LAKE), TestServers.cache())) {
            pipeline.start();
            pipeline.capture().finished().get(2, TimeUnit.MINUTES);
            long decoded = pipeline.capture().getDecoded();
            JdbcTemplate tables = new JdbcTemplate(ApiServer.writing(settings));
            String stored = "select coalesce(sum(packets), 0)::bigint from ingest_offsets where consumer = ?";
            for (String consumer : List.of("wadi-store-flows", "wadi-store-lake")) {
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> tables.queryForObject(stored, Long.class, consumer) >= decoded);
            }
        }
        return settings;
    }

    private static Settings withRetention(Settings settings) {
        settings.set("wadi.retention.flow-days", "1");
        return settings;
    }

    private static ObjectNode answer(ApiServer server, String by) throws Exception {
        HttpResponse<String> response = server.get("api/explore?" + RANGE + by);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return (ObjectNode) new ObjectMapper().readTree(response.body());
    }

    @Test
    void theLakesPacketsAreTheFlowsOfTheTables() throws Exception {
        Settings settings = stored();
        try (ApiServer tables = ApiServer.start(settings);
                ApiServer lake = ApiServer.start(withRetention(settings))) {
            for (String question : QUESTIONS) {
                ObjectNode expected = answer(tables, question);
                ObjectNode found = answer(lake, question);
                JsonNode source = found.remove("source");
                expected.remove("source");
                assertThat(source.asText()).isEqualTo("lake");
                assertThat(found).as(question).isEqualTo(expected);
            }
            HttpResponse<String> rtt = lake.get("api/explore?" + RANGE + "dst.host&measure=rtt-p50");
            assertThat(rtt.statusCode()).isEqualTo(400);
            assertThat(rtt.body()).contains("Round trips and retransmissions of packets are not in the lake");
        }
    }
}
