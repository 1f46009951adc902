package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import io.wadi.store.StoreCounters;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Route files are added, changed, broken, renamed and deleted while packets pass both store routes. At the end the
 * tables equal the topic, and each step has affected only the routes of its file.
 */
class DeployUnderLoadIT {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final List<String> STORES = List.of("wadi-store-traffic", "wadi-store-flows");
    private static final int PACKETS_A_SECOND = 2_000;

    /** Of each store, before the next step may come: swaps are to meet batches under way. */
    private static final int PACKETS_A_STEP = 1_000;

    /** Built without complaint, and refused only when it starts: the folder is not there. */
    private static final String CANNOT_START = """
            - route:
                id: from-nowhere
                from:
                  uri: file:/no/such/folder
                  parameters: {autoCreate: false, startingDirectoryMustExist: true}
                  steps:
                    - log: {message: never}
            """;

    @TempDir
    private Path folder;

    private final RouteEvents events = new RouteEvents();
    private Path routes;
    private Settings settings;
    private Pipeline pipeline;
    private LogLines audit;

    @BeforeEach
    void start() throws Exception {
        routes = Files.createDirectory(folder.resolve("routes.d"));
        Path sample = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(sample)) {
            new SampleCapture(20_000, 7, Instant.parse("2026-01-01T00:00:00Z")).write(out);
        }
        settings = TestServers.withTables();
        settings.set("wadi.source", "pcap:file:" + sample);
        settings.set("wadi.capture.repeat", "0");
        settings.set("wadi.capture.pace", String.valueOf(PACKETS_A_SECOND));
        audit = new LogLines("io.wadi.audit");
        pipeline = new Pipeline(
                        settings, Set.of(Stage.CAPTURE, Stage.STORE_TRAFFIC, Stage.STORE_FLOWS), TestServers.cache())
                .bind("route-events", events)
                .deploying(routes);
        pipeline.start();
        awaitTraffic();
        events.take();
    }

    @AfterEach
    void stop() {
        pipeline.close();
        audit.close();
    }

    @Test
    void storesExactlyWhateverIsDeployed() throws Exception {
        sinkComesAndChanges();
        flowsAreReplaced();
        trafficIsReplacedBesideTheSink();
        flowsAreGivenBack();
        sinkGoes();

        pipeline.context().getRouteController().stopRoute("capture");
        Contents topic = Comparison.ofTopic(settings.text(KafkaSettings.BROKERS), settings.get(KafkaSettings.TOPIC));
        assertThat(topic.count()).isEqualTo(pipeline.capture().getDecoded());
        awaitStored(topic.count());
        Comparison.assertSame(Comparison.ofTables(new JdbcTemplate(pipeline.database())), topic);
    }

    private void sinkComesAndChanges() throws Exception {
        String sink = sink();
        write("sink.camel.yaml", sink);
        expect(List.of(deployed("sink.camel.yaml", "sink-json-lines")), "+sink-json-lines sink.camel.yaml");
        write("sink.camel.yaml", sink.replace("pollTimeoutMs", "pollTimeoutSeconds"));
        expect(List.of(refused("sink.camel.yaml")));
        write("sink.camel.yaml", sink.replace("batchingIntervalMs: 1000", "batchingIntervalMs: 300"));
        expect(
                List.of(deployed("sink.camel.yaml", "sink-json-lines")),
                "-sink-json-lines sink.camel.yaml",
                "+sink-json-lines sink.camel.yaml");
    }

    private void flowsAreReplaced() throws Exception {
        String flows = shipped("store-flows");
        write("a.camel.yaml", flows);
        expect(
                List.of(deployed("a.camel.yaml", "store-flows")),
                "-store-flows store-flows.camel.yaml",
                "+store-flows a.camel.yaml");
        write("a.camel.yaml", flows.replace("{{wadi.store.interval-millis}}", "{{wadi.no.such.setting}}"));
        expect(List.of(refused("a.camel.yaml")));
        write("a.camel.yaml", flows + CANNOT_START);
        expect(
                List.of(refused("a.camel.yaml")),
                "-store-flows a.camel.yaml",
                "+store-flows a.camel.yaml",
                "-store-flows a.camel.yaml",
                "+store-flows a.camel.yaml");
        write("a.camel.yaml", flows.replace("{{wadi.store-flows.batch-packets}}", "500"));
        expect(
                List.of(deployed("a.camel.yaml", "store-flows")),
                "-store-flows a.camel.yaml",
                "+store-flows a.camel.yaml");
        String removed = removed("a.camel.yaml", "store-flows");
        Files.move(routes.resolve("a.camel.yaml"), routes.resolve("b.camel.yaml"));
        expect(
                List.of(deployed("b.camel.yaml", "store-flows"), removed),
                "-store-flows a.camel.yaml",
                "+store-flows b.camel.yaml");
    }

    private void trafficIsReplacedBesideTheSink() throws Exception {
        write("c.camel.yaml", shipped("store-traffic").replace("consumersCount: \"{{", "consumersCount: 2 # \"{{"));
        write("sink.camel.yaml", sink());
        expect(
                List.of(deployed("c.camel.yaml", "store-traffic"), deployed("sink.camel.yaml", "sink-json-lines")),
                "-store-traffic store-traffic.camel.yaml",
                "+store-traffic c.camel.yaml",
                "-sink-json-lines sink.camel.yaml",
                "+sink-json-lines sink.camel.yaml");
        remove("c.camel.yaml", "store-traffic");
    }

    private void flowsAreGivenBack() throws Exception {
        remove("b.camel.yaml", "store-flows");
    }

    private void remove(String file, String route) throws Exception {
        String line = removed(file, route);
        Files.delete(routes.resolve(file));
        expect(List.of(line), "-" + route + " " + file, "+" + route + " " + route + ".camel.yaml");
    }

    /** What it wrote holds every message that it was to have, some twice. */
    private void sinkGoes() throws Exception {
        String removed = removed("sink.camel.yaml", "sink-json-lines");
        Contents before = Comparison.ofTopic(settings.text(KafkaSettings.BROKERS), settings.get(KafkaSettings.TOPIC));
        await().atMost(LONGEST).pollInterval(Duration.ofSeconds(1)).until(() -> holdsAll(written(), before));
        Files.delete(routes.resolve("sink.camel.yaml"));
        expect(List.of(removed), "-sink-json-lines sink.camel.yaml");
    }

    private static boolean holdsAll(Contents written, Contents topic) {
        return topic.packets().entrySet().stream()
                .allMatch(packet -> written.packets().getOrDefault(packet.getKey(), 0L) >= packet.getValue());
    }

    private Contents written() throws IOException {
        Contents contents = new Contents();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve("sink"))) {
            for (Path file : files) {
                for (String line : Files.readString(file).lines().toList()) {
                    contents.addPacket(line.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return contents;
    }

    private String sink() throws IOException {
        return Files.readString(Path.of("routes.d/examples/json-lines/sink-json-lines.camel.yaml"))
                .replace("directoryName: sinks/json-lines", "directoryName: \"" + folder.resolve("sink") + "\"");
    }

    private static String shipped(String route) throws IOException {
        return Files.readString(Path.of("src/main/resources/routes", route + ".camel.yaml"));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(routes.resolve(file), text);
    }

    private String deployed(String file, String route) throws Exception {
        return "deployed " + routes.resolve(file) + " sha256=" + hash(file) + " routes=" + route;
    }

    private String refused(String file) throws Exception {
        return "refused " + routes.resolve(file) + " sha256=" + hash(file) + ": ";
    }

    private String removed(String file, String route) throws Exception {
        return "removed " + routes.resolve(file) + " sha256=" + hash(file) + " routes=" + route;
    }

    private String hash(String file) throws Exception {
        byte[] text = Files.readAllBytes(routes.resolve(file));
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    }

    /** The step is over with its last audit line; until then these routes stopped and started, and no others. */
    private void expect(List<String> lines, String... routeEvents) {
        await().atMost(LONGEST).until(() -> audit.lines().size() >= lines.size());
        assertThat(audit.lines())
                .zipSatisfy(lines, (line, start) -> assertThat(line).startsWith(start));
        assertThat(events.take()).containsExactly(routeEvents);
        audit.lines().clear();
        awaitTraffic();
    }

    private void awaitTraffic() {
        StoreCounters counters = pipeline.context().getRegistry().findSingleByType(StoreCounters.class);
        Map<String, Long> before = counters.getPackets();
        await().atMost(LONGEST).until(() -> STORES.stream()
                .allMatch(store -> counters.getPackets().getOrDefault(store, 0L)
                        >= before.getOrDefault(store, 0L) + PACKETS_A_STEP));
    }

    private void awaitStored(long count) {
        JdbcTemplate database = new JdbcTemplate(pipeline.database());
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> database.queryForObject("select count(*) from traffic", Long.class) >= count
                        && database.queryForObject("select sum(packets) from flows", Long.class) >= count);
    }
}
