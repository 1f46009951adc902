package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.ingest.Ingest;
import io.wadi.ingest.SilentProgress;
import io.wadi.net.FreePort;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database and a topic of an older Wadi; src/test/resources/upgrade tells how they were made. */
class UpgradeIT {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final List<String> CAPTURES = List.of("a5a3966-1.pcap.gz", "a5a3966-2.pcap.gz", "a5a3966-3.pcap.gz");
    private static final List<String> FACTS = List.of("select count(*) from traffic", "select sum(packets) from flows");

    /** Tables whose contents a migration must keep. */
    private static final List<String> SUMS = List.of(
            "select count(*) from traffic",
            "select count(*) from flows",
            "select sum(packets) from flows",
            "select sum(bytes) from flows",
            "select sum(packets) from flows_hour",
            "select sum(bytes) from flows_hour",
            "select sum(packets) from flows_day",
            "select sum(bytes) from flows_day",
            "select count(*) from hosts",
            "select sum(packets_sent) from hosts",
            "select sum(bytes_received) from hosts",
            "select count(*) from hosts where name is not null",
            "select count(*) from geoip",
            "select count(distinct country_code) from geoip",
            "select sum(next_offset) from ingest_offsets",
            "select sum(packets) from ingest_offsets");

    @TempDir
    private Path folder;

    private Settings settings;
    private JdbcTemplate database;

    @BeforeEach
    void loadOlderDatabase() throws Exception {
        settings = TestServers.settings();
        database = new JdbcTemplate(new DriverManagerDataSource(settings.text(DatabaseSettings.URL), "postgres", ""));
        for (String role : List.of("wadi_reader", "wadi_writer")) {
            database.execute("do $$ begin create role " + role + "; exception when duplicate_object then null; end $$");
        }
        try (InputStream dump = new GZIPInputStream(UpgradeIT.class.getResourceAsStream("/upgrade/a5a3966.sql.gz"))) {
            database.execute(new String(dump.readAllBytes(), StandardCharsets.UTF_8));
        }
        database.update("update public.ingest_offsets set topic = ?", settings.get(KafkaSettings.TOPIC));
    }

    @Test
    void isMigratedAndContinued() throws Exception {
        publish(captures());
        assertThat(ends()).isEqualTo(storedOffsets());
        List<Long> before = numbers(SUMS);
        try (Pipeline pipeline = started()) {
            assertThat(numbers(SUMS)).isEqualTo(before);
            assertSame();
            assertAnswers(before.get(0), before.get(3));
            publish(List.of(capture("2026-01-02T23:59:59.5Z"), capture("2090-06-01T00:00:00.5Z")));
            long all = ends().values().stream().mapToLong(Long::longValue).sum();
            await().atMost(LONG).untilAsserted(() -> assertThat(numbers(FACTS)).containsOnly(all));
            assertThat(all).isGreaterThan(before.get(0));
            assertSame();
            assertAnswers(all, number("select sum(bytes) from traffic"));
        }
    }

    private Pipeline started() throws Exception {
        settings.set("wadi.http.enabled", "true");
        settings.set("wadi.http.port", String.valueOf(FreePort.find()));
        Pipeline pipeline = new Pipeline(
                        settings, Set.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS, Stage.API), TestServers.cache())
                .serving();
        pipeline.start();
        return pipeline;
    }

    private void publish(List<Path> files) throws Exception {
        for (Path file : files) {
            new Ingest(settings, TestServers.cache(), EnumSet.noneOf(Stage.class))
                    .run(List.of(file), new SilentProgress());
        }
    }

    private List<Path> captures() throws Exception {
        List<Path> files = new ArrayList<>();
        for (String name : CAPTURES) {
            files.add(Path.of(UpgradeIT.class.getResource("/upgrade/" + name).toURI()));
        }
        return files;
    }

    private Path capture(String start) throws Exception {
        Path file = Files.createTempFile(folder, "more", ".pcap");
        try (OutputStream out = Files.newOutputStream(file)) {
            new SampleCapture(300, 4, Instant.parse(start)).write(out);
        }
        return file;
    }

    private Map<TopicPartition, Long> ends() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", settings.text(KafkaSettings.BROKERS)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            return consumer.endOffsets(
                    IntStream.range(0, 3).mapToObj(this::partition).toList());
        }
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(settings.get(KafkaSettings.TOPIC), number);
    }

    private Map<TopicPartition, Long> storedOffsets() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        database.query(
                "select partition, next_offset from public.ingest_offsets where consumer = 'wadi-store-flows'", row -> {
                    offsets.put(partition(row.getInt(1)), row.getLong(2));
                });
        return offsets;
    }

    private void assertSame() throws Exception {
        Contents topic = Comparison.ofTopic(settings.text(KafkaSettings.BROKERS), settings.get(KafkaSettings.TOPIC));
        Comparison.assertSame(Comparison.ofTables(database), topic);
        for (String table : List.of("flows_hour_now", "flows_day_now")) {
            assertThat(number("select sum(packets) from " + table)).as(table).isEqualTo(topic.count());
        }
    }

    private void assertAnswers(long packets, long bytes) throws Exception {
        List<String> views = database.queryForList(
                "select viewname from pg_views where schemaname = 'bi' order by viewname", String.class);
        assertThat(views).contains("fact_packets", "fact_flow_minutes", "fact_flow_days", "dim_host");
        for (String view : views) {
            assertThat(database.queryForList("select * from bi." + view))
                    .as(view)
                    .isNotNull();
        }
        assertThat(number("select count(*) from bi.fact_packets")).isEqualTo(packets);
        for (String grain : List.of("minutes", "hours", "days")) {
            assertThat(number("select sum(packets) from bi.fact_flow_" + grain)).isEqualTo(packets);
        }
        JsonNode totals = totals();
        assertThat(totals.get("packets").asLong()).isEqualTo(packets);
        assertThat(totals.get("bytes").asLong()).isEqualTo(bytes);
    }

    private JsonNode totals() throws Exception {
        URI address = URI.create("http://127.0.0.1:" + settings.properties().getProperty("wadi.http.port")
                + "/api/totals?from=2026-01-01T00:00:00Z&to=2091-01-01T00:00:00Z");
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body()).get("rows").get(0);
    }

    private List<Long> numbers(List<String> queries) {
        return queries.stream().map(this::number).toList();
    }

    private long number(String query) {
        return database.queryForObject(query, Long.class);
    }
}
