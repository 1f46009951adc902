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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** A PostgreSQL primary that is lost under load, and its streaming standby that takes over, by a URL with both hosts. */
@EnabledIf(value = "isInstalled", disabledReason = "PostgreSQL's own programs are not installed (Debian: postgresql)")
class FailoverIT {

    private static final Logger LOG = LoggerFactory.getLogger(FailoverIT.class);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String STORED = "select coalesce(sum(packets), 0) from ingest_offsets";
    private static final int PACKETS = 20_000;
    private static final int PACE = 2_000;

    @TempDir
    private Path folder;

    private SystemPostgres primary;
    private SystemPostgres standby;
    private Settings settings;

    static boolean isInstalled() {
        return SystemPostgres.isInstalled();
    }

    @BeforeEach
    void start() throws Exception {
        primary = SystemPostgres.create(folder.resolve("primary"));
        standby = primary.standby(folder.resolve("standby"));
        settings = TestServers.settings();
        settings.set(
                "wadi.database.url", "jdbc:postgresql://" + standby.address() + "," + primary.address() + "/postgres");
    }

    @AfterEach
    void stop() throws Exception {
        standby.close();
        primary.close();
    }

    @Test
    void aSynchronousStandbyHasEverything() throws Exception {
        JdbcTemplate first = primary.database("postgres");
        first.execute("alter system set synchronous_standby_names = '*'");
        first.execute("select pg_reload_conf()");
        await().atMost(LONG)
                .until(() -> first.queryForObject("select sync_state from pg_stat_replication", String.class)
                        .equals("sync"));
        try (Pipeline stores = stores();
                Pipeline capture = capture()) {
            capture.start();
            long stored = awaitStored(first, PACKETS / 4);
            primary.kill();
            standby.promote();
            assertThat(stored(standby.database("postgres"))).isGreaterThanOrEqualTo(stored);
            assertSame(capture);
        }
    }

    /** The standby receives nothing more while the primary goes on, as over a slow link. */
    @Test
    void whatAnAsynchronousStandbyMissesIsFetchedAgainFromKafka() throws Exception {
        try (Pipeline stores = stores();
                Pipeline capture = capture()) {
            capture.start();
            JdbcTemplate first = primary.database("postgres");
            awaitStored(first, PACKETS / 4);
            long sender = first.queryForObject("select pid from pg_stat_replication", Long.class);
            new ProcessBuilder("kill", "-STOP", String.valueOf(sender)).start().waitFor();
            long sent = stored(standby.database("postgres"));
            capture.capture().finished().get(LONG.toMinutes(), TimeUnit.MINUTES);
            long stored = awaitStored(first, 2 * capture.capture().getDecoded());
            primary.kill();
            standby.promote();
            long missing = stored - stored(standby.database("postgres"));
            LOG.info("the standby misses {} of {} stored packets", missing, stored);
            assertThat(missing).isPositive();
            assertThat(sent).isPositive();
            assertSame(capture);
        }
    }

    private Pipeline stores() throws Exception {
        Pipeline stores = new Pipeline(settings, Set.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS), TestServers.cache());
        stores.start();
        return stores;
    }

    private Pipeline capture() throws Exception {
        Path file = folder.resolve("capture.pcap");
        try (OutputStream out = Files.newOutputStream(file)) {
            new SampleCapture(PACKETS, 1, Instant.parse("2026-03-09T23:59:00Z")).write(out);
        }
        settings.set("wadi.source", "pcap:file:" + file);
        settings.set("wadi.capture.pace", String.valueOf(PACE));
        return new Pipeline(settings, Set.of(Stage.CAPTURE), TestServers.cache());
    }

    /** Packets that both stores have stored, together. */
    private static long stored(JdbcTemplate database) {
        return database.queryForObject(STORED, Long.class);
    }

    private static long awaitStored(JdbcTemplate database, long least) {
        return await().atMost(LONG).until(() -> stored(database), stored -> stored >= least);
    }

    private void assertSame(Pipeline capture) throws Exception {
        capture.capture().finished().get(LONG.toMinutes(), TimeUnit.MINUTES);
        JdbcTemplate promoted = standby.database("postgres");
        awaitStored(promoted, 2 * capture.capture().getDecoded());
        Contents topic = Comparison.ofTopic(settings.text(KafkaSettings.BROKERS), settings.get(KafkaSettings.TOPIC));
        assertThat(topic.count()).isEqualTo(capture.capture().getDecoded());
        Comparison.assertSame(Comparison.ofTables(promoted), topic);
    }
}
