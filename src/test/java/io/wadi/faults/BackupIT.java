package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A database restored from last night's {@code pg_dump} while Kafka still has the day, as docs/backup.md describes. The day
 * after the dump has a partition of its own, which the restored database lacks.
 */
@EnabledIf(value = "isInstalled", disabledReason = "PostgreSQL's own programs are not installed (Debian: postgresql)")
class BackupIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int NIGHT = 3_000;
    private static final int DAY = 4_000;

    @TempDir
    private Path folder;

    private SystemPostgres server;
    private Settings settings;
    private long published;

    static boolean isInstalled() {
        return SystemPostgres.isInstalled();
    }

    @BeforeEach
    void start() throws Exception {
        server = SystemPostgres.create(folder.resolve("server"));
        server.database("postgres").execute("create database wadi");
        settings = TestServers.settings();
        settings.set("wadi.database.url", "jdbc:postgresql://" + server.address() + "/wadi");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void storesThatWereStoppedCatchUp() throws Exception {
        List<String> places;
        try (Pipeline stores = started()) {
            places = nightDumpAndDay();
        }
        restoreAside();
        swap();
        publish(DAY, 3, "2026-03-10T23:59:59.5Z");
        try (Pipeline stores = started()) {
            awaitSame(places);
        }
    }

    /** No new message tells the stores that the tables are older. */
    @Test
    void storesThatRunCatchUpWithoutNewMessages() throws Exception {
        try (Pipeline stores = started()) {
            List<String> places = nightDumpAndDay();
            restoreAside();
            swap();
            awaitSame(places);
        }
    }

    @Test
    void storesThatRunUnderLoadCatchUp() throws Exception {
        try (Pipeline stores = started()) {
            List<String> places = nightDumpAndDay();
            restoreAside();
            settings.set("wadi.capture.pace", "1000");
            try (Pipeline capture = capture(DAY, 3, "2026-03-10T23:59:59.5Z")) {
                capture.start();
                swap();
                capture.capture().finished().get();
                published += capture.capture().getDecoded();
            }
            awaitSame(places);
        }
    }

    private Pipeline started() throws Exception {
        Pipeline stores = new Pipeline(settings, Set.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS), TestServers.cache());
        stores.start();
        return stores;
    }

    /** Answers the addresses with a place once all is stored. */
    private List<String> nightDumpAndDay() throws Exception {
        publish(NIGHT, 1, "2026-03-09T20:00:00Z");
        awaitStored();
        server.client("pg_dump", "-Fc", "-f", dump(), "wadi");
        publish(DAY, 2, "2026-03-10T08:00:00Z");
        awaitStored();
        return places();
    }

    private String dump() {
        return server.folder().resolve("wadi.dump").toString();
    }

    private void restoreAside() throws Exception {
        server.client("createdb", "restored");
        server.client("pg_restore", "--exit-on-error", "-d", "restored", dump());
        assertThat(server.database("restored").queryForObject("select count(*) from traffic", Long.class))
                .isLessThan(published);
    }

    private void swap() {
        JdbcTemplate admin = server.database("postgres");
        admin.execute("alter database wadi allow_connections false");
        admin.queryForList("select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = 'wadi'");
        admin.execute("alter database wadi rename to wadi_lost");
        admin.execute("alter database restored rename to wadi");
    }

    private Pipeline capture(int packets, long seed, String start) throws Exception {
        Path file = folder.resolve("capture-" + seed + ".pcap");
        try (OutputStream out = Files.newOutputStream(file)) {
            new SampleCapture(packets, seed, Instant.parse(start)).write(out);
        }
        settings.set("wadi.source", "pcap:file:" + file);
        return new Pipeline(settings, Set.of(Stage.CAPTURE), TestServers.cache());
    }

    private void publish(int packets, long seed, String start) throws Exception {
        try (Pipeline capture = capture(packets, seed, start)) {
            capture.start();
            capture.capture().finished().get();
            published += capture.capture().getDecoded();
        }
    }

    private void awaitStored() {
        JdbcTemplate database = server.database("wadi");
        for (String sum : List.of("select count(*) from traffic", "select coalesce(sum(packets), 0) from flows")) {
            await().atMost(LONG).ignoreExceptions().until(() -> database.queryForObject(sum, Long.class) == published);
        }
    }

    private List<String> places() {
        return server.database("wadi").queryForList("select host(ip) from geoip order by ip", String.class);
    }

    private void awaitSame(List<String> places) throws Exception {
        awaitStored();
        JdbcTemplate database = server.database("wadi");
        Comparison.assertSame(
                Comparison.ofTables(database),
                Comparison.ofTopic(settings.text(KafkaSettings.BROKERS), settings.get(KafkaSettings.TOPIC)));
        for (String sums : List.of("flows_hour", "flows_day")) {
            // The table has what is folded; the fold comes after the store.
            await().atMost(LONG).untilAsserted(() -> assertThat(
                            database.queryForObject("select sum(packets) from " + sums, Long.class))
                    .as(sums)
                    .isEqualTo(published));
        }
        assertThat(places()).containsAll(places);
    }
}
