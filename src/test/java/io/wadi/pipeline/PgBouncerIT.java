package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.wadi.cli.CommandLineRun;
import io.wadi.database.DatabaseAccess;
import io.wadi.failure.StartException;
import io.wadi.net.FreePort;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wadi behind PgBouncer, with session and transaction pooling. */
class PgBouncerIT {

    private static final String DRIVER = "ignore_startup_parameters = extra_float_digits";

    @TempDir
    private Path folder;

    private Settings settings;
    private String direct;

    @BeforeEach
    void database() throws Exception {
        assumeThat(PgBouncer.PROGRAM).as("PgBouncer is not installed").isExecutable();
        settings = TestServers.settings();
        settings.set("wadi.data.dir", TestServers.cache().toString());
        direct = settings.text(DatabaseSettings.URL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"session", "transaction"})
    void everythingIsStoredAndShown(String mode) throws Exception {
        int port;
        port = FreePort.find();
        settings.set("wadi.source", "pcap:file:" + capture());
        settings.set("wadi.http.enabled", "true");
        settings.set("wadi.http.port", String.valueOf(port));
        settings.set("wadi.detect.interval-millis", "200");
        // Few connections to the server, so that sessions do share them.
        String[] lines = {"pool_mode = " + mode, "default_pool_size = " + (mode.equals("session") ? 40 : 2)};
        try (PgBouncer bouncer = new PgBouncer(folder, direct, lines)) {
            settings.set("wadi.database.url", bouncer.url(direct));
            try (Pipeline pipeline = new Pipeline(settings, Stage.all(), TestServers.cache()).serving()) {
                pipeline.start();
                pipeline.capture().finished().get();
                long captured = pipeline.capture().getDecoded();
                JdbcTemplate database = new JdbcTemplate(pipeline.database());
                await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                    assertThat(database.queryForObject("select count(*) from traffic", Long.class))
                            .isEqualTo(captured);
                    assertThat(database.queryForObject("select coalesce(sum(packets), 0) from flows", Long.class))
                            .isEqualTo(captured);
                    assertThat(database.queryForObject(
                                    "select count(*) from detection_runs where error is null and runs > 0", Long.class))
                            .isPositive();
                });
                assertThat(database.queryForList(
                                "select detection || ': ' || error from detection_runs where error is not null",
                                String.class))
                        .isEmpty();
                assertThat(database.queryForObject("show timezone", String.class))
                        .isEqualTo("UTC");
                // More often than a driver executes a statement before it prepares it.
                for (int i = 0; i < 20; i++) {
                    assertThat(get(port, "/api/totals?from=2026-01-01T00:00:00Z&to=2026-01-03T00:00:00Z"))
                            .contains("\"packets\":" + captured);
                }
            }
        }
    }

    private Path capture() throws Exception {
        Path capture = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(capture)) {
            new SampleCapture(3_000, 5, java.time.Instant.parse("2026-01-01T00:00:00Z")).write(out);
        }
        return capture;
    }

    private static String get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"session", "transaction"})
    void ingestAndReportGoThroughIt(String mode) throws Exception {
        try (PgBouncer bouncer =
                new PgBouncer(folder, direct, DRIVER, "pool_mode = " + mode, "default_pool_size = 40")) {
            settings.set("wadi.database.url", bouncer.url(direct));
            CommandLineRun ingest = run("ingest", capture().toString());
            assertThat(ingest.out()).as(ingest.err()).contains("every packet is accounted for");
            CommandLineRun report = run(
                    "report",
                    "--from=2026-01-01T00:00:00Z",
                    "--to=2026-01-03T00:00:00Z",
                    "--out=" + folder.resolve("report.html"));
            assertThat(report.status()).as(report.err()).isZero();
        }
    }

    private CommandLineRun run(String command, String... arguments) {
        List<String> line = new ArrayList<>(List.of(command));
        settings.properties()
                .stringPropertyNames()
                .forEach(name -> line.addAll(
                        List.of("--set", name + "=" + settings.properties().getProperty(name))));
        line.addAll(List.of(arguments));
        return CommandLineRun.of(line.toArray(String[]::new));
    }

    @Test
    void whatItRefusesIsSaid() throws Exception {
        SQLException older = new SQLException("FATAL: unsupported startup parameter: extra_float_digits", "08P01");
        assertThat(DatabaseAccess.of(settings).explain(older).getMessage())
                .contains("PgBouncer", "set " + DRIVER + " in pgbouncer.ini");
        assertThat(refusal("?currentSchema=west"))
                .contains("PgBouncer", "search_path", "alter role postgres set search_path");
        assertThat(refusal("?options=-c%20jit=off")).contains("PgBouncer", "remove it");
    }

    private String refusal(String parameters, String... lines) throws Exception {
        try (PgBouncer bouncer = new PgBouncer(folder, direct, lines);
                Pipeline pipeline = new Pipeline(settings, Set.of(Stage.STORE_FLOWS), TestServers.cache())) {
            settings.set("wadi.database.url", bouncer.url(direct) + parameters);
            String message =
                    catchThrowableOfType(StartException.class, pipeline::start).getMessage();
            assertThat(message).doesNotContain("\n");
            return message;
        }
    }
}
