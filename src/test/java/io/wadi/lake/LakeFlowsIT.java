package io.wadi.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import io.wadi.web.health.ConsumersCheck;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Flows of a probe on their way to the lake, beside table {@code flows} in PostgreSQL. */
class LakeFlowsIT {

    private static final int PACKETS = 5_000;
    private static final String COLUMNS = "window_start, src_ip, dst_ip, src_port, dst_port, transport, probe";

    @TempDir
    Path folder;

    private Path sample() throws Exception {
        Path sample = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(sample)) {
            new SampleCapture(PACKETS, 23, Instant.parse("2026-01-01T00:00:00Z")).write(out);
        }
        return sample;
    }

    private Settings settings(String published) throws Exception {
        Settings settings = TestServers.settings();
        settings.set("wadi.routes.dir", folder.toString());
        settings.set("wadi.lake.enabled", "true");
        settings.set("wadi.lake.warehouse", folder.resolve("lake").toString());
        settings.set("wadi.store-lake.interval-millis", "500");
        settings.set("wadi.capture.at", published);
        settings.set("wadi.source", "pcap:file:" + sample());
        return settings;
    }

    private static PGSimpleDataSource database(Settings settings) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(settings.text(DatabaseSettings.URL));
        database.setUser(settings.get(DatabaseSettings.USER));
        return database;
    }

    @Test
    void theLakeHasTheFlowsOfTheTable() throws Exception {
        Settings settings = settings("flows");
        PGSimpleDataSource database = database(settings);
        LakeRows lake = new LakeRows(database, folder.resolve("lake").toString(), LakeContent.FLOWS);
        try (Pipeline pipeline = new Pipeline(
                settings, EnumSet.of(Stage.CAPTURE, Stage.STORE_FLOWS, Stage.STORE_LAKE), TestServers.cache())) {
            pipeline.start();
            pipeline.capture().finished().get(2, TimeUnit.MINUTES);
            long decoded = pipeline.capture().getDecoded();
            JdbcTemplate tables = new JdbcTemplate(database);
            String stored = "select coalesce(sum(packets), 0)::bigint from ingest_offsets where consumer = ?";
            for (String consumer : List.of("wadi-store-flow-messages", "wadi-store-lake-flows")) {
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> tables.queryForObject(stored, Long.class, consumer) >= decoded);
            }
            List<String> inTable = tables.queryForList(
                    "select concat_ws(' ', extract(epoch from window_start)::bigint, host(src_ip), host(dst_ip), src_port,"
                            + " dst_port, transport, packets, bytes) from flows",
                    String.class);
            List<String> inLake = new ArrayList<>();
            lake.query(
                    "select concat_ws(' ', epoch(window_start)::bigint, src_ip, dst_ip, src_port, dst_port, transport,"
                            + " sum(packets), sum(bytes)) from flows group by " + COLUMNS + " having sum(packets) > 0",
                    row -> inLake.add(row.getString(1)));
            assertThat(inLake).containsExactlyInAnyOrderElementsOf(inTable);
        }
    }

    /** Copies of the shipped stores with a step that fails, as an own bean with a bug does. FaultyContentIT has the other two. */
    @ParameterizedTest
    @CsvSource({
        "packets, store-lake, commit-files",
        "flows, store-lake-flows, commit-flow-files",
        "flows, store-flow-messages, insert-flow-messages"
    })
    void aFaultOfAnOwnStepCostsNothing(String published, String store, String step) throws Exception {
        Path file = folder.resolve(store + ".camel.yaml");
        String shipped = Files.readString(Path.of("src/main/resources/routes", store + ".camel.yaml"));
        String before = "              - bean: {id: " + step;
        assertThat(shipped).contains(before);
        Files.writeString(
                file,
                shipped.replace(
                        before,
                        "              - throwException: {exceptionType: java.lang.NullPointerException, message: mine}\n"
                                + before));
        Settings settings = settings(published);
        JdbcTemplate tables = new JdbcTemplate(database(settings));
        try (Pipeline pipeline = new Pipeline(
                settings, EnumSet.of(Stage.CAPTURE, Stage.STORE_FLOWS, Stage.STORE_LAKE), TestServers.cache())) {
            pipeline.deploying(folder).start();
            HealthCheck check = new ConsumersCheck(pipeline.context(), Duration.ofSeconds(2));
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() ->
                            assertThat(check.call().getMessage().orElse("")).contains(store + " retries: mine"));
            Files.delete(file);
            pipeline.capture().finished().get(2, TimeUnit.MINUTES);
            String stored = "select coalesce(sum(packets), 0)::bigint from ingest_offsets where consumer = ?";
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(tables.queryForObject(stored, Long.class, "wadi-" + store))
                            .isEqualTo(pipeline.capture().getDecoded()));
            assertThat(tables.queryForObject("select sum(dead)::bigint from ingest_offsets", Long.class))
                    .isZero();
        }
    }
}
