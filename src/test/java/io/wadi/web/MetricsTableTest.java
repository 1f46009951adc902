package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import io.wadi.detect.CountedDetection;
import io.wadi.failure.PeriodicTask;
import io.wadi.flow.FlowCounters;
import io.wadi.geoip.GeoIpDatabase;
import io.wadi.geoip.GeoIpMeters;
import io.wadi.lake.LakeUpkeep;
import io.wadi.message.Attempt;
import io.wadi.message.DeadLetter;
import io.wadi.message.ExporterMinuteJson;
import io.wadi.message.PacketBatch;
import io.wadi.message.PacketJson;
import io.wadi.message.StoreMemory;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.Settings;
import io.wadi.sink.LeftOut;
import io.wadi.store.DayPartitions;
import io.wadi.store.Fold;
import io.wadi.store.PendingSums;
import io.wadi.store.Retention;
import io.wadi.store.StoreCounters;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * {@code docs/metrics.md} is generated from the meters, so it cannot be out of date. If they differ, the expected page
 * is in {@code target/metrics.md}.
 */
class MetricsTableTest {

    private static final Path PAGE =
            Path.of(System.getProperty("wadi.docs", "docs")).resolve("metrics.md");
    private static final Path AS_IT_SHOULD_BE = Path.of("target", "metrics.md");
    private static final String HEAD = """
            # Metrics

            Prometheus reads them at `/observe/metrics`. `MetricsTableTest` generates this page from the meters: do not edit it.
            The endpoint also has the metrics of Camel (`camel_…`, by route) and of the JVM (`jvm_…`, `process_…`).

            When everything is stored, these equations hold:

            - received = decoded + skipped + excluded + rejected
            - skipped = the sum of `wadi_capture_skipped_kinds` over all kinds
            - decoded = delivered + refused + failed
            - split messages = ended split messages of all outcomes + those that still wait for packets
            - delivered = stored packets of `wadi-store-traffic` = stored packets of `wadi-store-flows`, without dead letters
              and what steps of your own leave out of a capture
            - with `wadi.capture.at=flows`: delivered = published + refused + failed packets of flows, and published packets of
              flows = stored packets of `wadi-store-flow-messages`
            - datagrams of exporters (`wadi_netflow_…`): received = decoded + refused + rejected; flows = delivered + failed.
              Datagrams dropped by the queue or the kernel are not among those received

            | metric | type | labels | what it counts |
            |---|---|---|---|
            """;

    private static final Pattern METER = Pattern.compile("\"(wadi\\.[a-z.]+)\"");

    @TempDir
    private Path folder;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void pageListsTheMetersThatThereAre() throws Exception {
        new GeoIpMeters(new GeoIpDatabase(Optional.empty(), Optional.empty(), folder)).bindTo(registry);
        TrustedProxy.of(Settings.load()).bindTo(registry);
        new FlowCounters().bindTo(registry);
        new ExporterMinuteJson().bindTo(registry);
        new PeriodicTask("Asking Kafka", () -> {}).bindTo(registry);
        CountedDetection.bindTo(registry);
        new DayPartitions(new PGSimpleDataSource(), 1).bindTo(registry);
        new Retention(new PGSimpleDataSource(), Settings.load()).bindTo(registry);
        StoreCounters counters = new StoreCounters();
        counters.bindTo(registry);
        new StoreMemory().bindTo(registry);
        new LakeUpkeep(Map.of(), Duration.ofDays(1), Clock.systemUTC()).bindTo(registry);
        new Fold(new PGSimpleDataSource(), 1).bindTo(registry);
        new PendingSums(new PGSimpleDataSource()).bindTo(registry);
        LeftOut.skipped(registry, "sink-csv");
        LeftOut.refused(registry, "sink-csv");
        DeadLetter letter = new DeadLetter("", "wadi-store-flows", "packets", 0, 0, "");
        counters.deadLettered(new PacketJson()
                .letters(new PacketBatch(null, List.of(), List.of(letter), false, Attempt.ALL))
                .next());
        String expected = HEAD + String.join("\n", rowsWhileCapturing()) + "\n";
        if (!Files.exists(PAGE) || !Files.readString(PAGE).equals(expected)) {
            Files.createDirectories(AS_IT_SHOULD_BE.toAbsolutePath().getParent());
            Files.writeString(AS_IT_SHOULD_BE, expected);
        }
        assertThat(PAGE)
                .as("copy %s to %s", AS_IT_SHOULD_BE, PAGE)
                .content(StandardCharsets.UTF_8)
                .isEqualTo(expected);
    }

    @Test
    void pageNamesEveryMeterInTheSources() throws Exception {
        String page = Files.readString(PAGE);
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("wadi.sources", "src/main/java")))) {
            List<String> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(MetricsTableTest::text)
                    .filter(source -> source.contains("import io.micrometer."))
                    .toList();
            List<String> names = sources.stream()
                    .flatMap(source -> METER.matcher(source).results())
                    .map(found -> found.group(1).replace('.', '_'))
                    .toList();
            assertThat(names).hasSizeGreaterThan(30).allSatisfy(name -> assertThat(page)
                    .contains("| `" + name));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A component shows its meters as long as its route runs. */
    private List<String> rowsWhileCapturing() throws Exception {
        Path sample = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(sample)) {
            new SampleCapture().write(out);
        }
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getRegistry().bind("metrics", registry);
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("pcap:file:" + sample).routeId("capture").to("log:packets?level=TRACE");
                    from("netflow:udp:127.0.0.1:0").routeId("collect").to("log:flows?level=TRACE");
                }
            });
            camel.start();
            return rows();
        }
    }

    private List<String> rows() {
        Map<String, String> rows = new TreeMap<>();
        // Known only where a store runs, on a broker and a database.
        rows.put(
                "wadi_store_lag",
                row("wadi_store_lag", "gauge", "consumer, partition", "Messages that are not stored yet"));
        // Known only where exporters send.
        rows.put(
                "wadi_netflow_exporter_completeness_percent",
                row(
                        "wadi_netflow_exporter_completeness_percent",
                        "gauge",
                        "exporter, protocol, route",
                        "Share of what an exporter has sent that was received, by its sequence numbers, rounded to 0.1 "
                                + "but below 100 if something is lost, of at most 100 exporters"));
        rows.put(
                "wadi_netflow_exporter_datagrams",
                row(
                        "wadi_netflow_exporter_datagrams",
                        "gauge",
                        "exporter, protocol, route",
                        "Datagrams received from an exporter, of at most 100 exporters"));
        rows.put(
                "wadi_netflow_exporter_streams",
                row(
                        "wadi_netflow_exporter_streams",
                        "gauge",
                        "exporter, protocol, route",
                        "Streams of an exporter, by port and observation domain, of at most 100 exporters"));
        for (Meter meter : registry.getMeters()) {
            Meter.Id id = meter.getId();
            String suffix = id.getType() == Meter.Type.COUNTER ? "_total" : "";
            String name = id.getConventionName(new PrometheusNamingConvention()) + suffix;
            String labels = id.getTags().stream().map(Tag::getKey).collect(Collectors.joining(", "));
            rows.put(name, row(name, id.getType().name().toLowerCase(Locale.ROOT), labels, id.getDescription()));
        }
        return List.copyOf(rows.values());
    }

    private static String row(String name, String type, String labels, String description) {
        return "| `" + name + "` | " + type + " | " + labels + " | " + description + " |";
    }
}
