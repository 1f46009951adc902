package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What readers wait for while old rows are deleted and rows move to their partition. A trigger stops that work in its
 * midst: a reader that comes then waits for ever if it waits at all.
 */
class ReadersIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Executor THREADS = task -> new Thread(task).start();
    private static final int STOP = 16;
    private static final String[] TABLES = {
        "traffic", "flows", "flows_hour", "flows_day", "hosts", "geoip", "host_names", "exporter_minutes"
    };
    private static final String OLD = "date_trunc('day', now() - interval '40 days', 'UTC')";

    private Settings settings;
    private HikariDataSource source;
    private JdbcTemplate database;

    @BeforeEach
    void start() throws Exception {
        settings = TestServers.withTables();
        source = DirectStore.source(settings);
        database = new JdbcTemplate(source);
        database.execute("create function stop() returns trigger language plpgsql set lock_timeout = 0 as $$ begin"
                + " perform pg_advisory_xact_lock_shared(" + STOP + "); return null; end $$");
    }

    @AfterEach
    void stop() {
        source.close();
    }

    /** Runs the work until it has deleted rows of this table, reads all tables, and lets the work go on. */
    private void readWhileDeleting(String table, Runnable work) throws SQLException {
        database.execute(
                "create trigger stop after delete on " + table + " for each statement execute function stop()");
        CompletableFuture<Void> running;
        try (Connection gate = source.getConnection();
                Statement hold = gate.createStatement()) {
            gate.setAutoCommit(false);
            hold.execute("select pg_advisory_xact_lock(" + STOP + ")");
            running = CompletableFuture.runAsync(work, THREADS);
            await().atMost(LONG)
                    .until(() -> number(
                                    "select count(*) from pg_locks where locktype = 'advisory' and not granted"
                                            + " and database = (select oid from pg_database where datname = current_database())")
                            == 1);
            for (String read : TABLES) {
                assertThatCode(() -> read(read)).as(read).doesNotThrowAnyException();
            }
            gate.rollback();
        }
        running.join();
    }

    private void read(String table) throws SQLException {
        try (Connection reader = source.getConnection();
                Statement statement = reader.createStatement()) {
            statement.execute("set lock_timeout = '200ms'");
            statement.execute("select count(*) from " + table);
        }
    }

    private long number(String sql) {
        return database.queryForObject(sql, Long.class);
    }

    private void fill(String table, int rows) {
        String numbers = " from generate_series(1, " + rows + ") as i";
        String ends = "'192.0.2.1', inet '10.0.0.0' + i, 'UDP'";
        switch (table) {
            case "traffic" ->
                database.update("insert into traffic (src_ip, dst_ip, protocol, bytes, \"timestamp\","
                        + " transport, length, probe) select " + ends + ", 60, " + OLD
                        + " + i * interval '1 s', 'UDP', 60,"
                        + " 'p'" + numbers);
            case "flows" ->
                database.update("insert into flows (window_start, src_ip, dst_ip, transport, probe, protocol,"
                        + " packets, bytes, first_seen, last_seen) select " + OLD
                        + ", '192.0.2.1', inet '10.0.0.0' + i,"
                        + " 'UDP', 'p', 'UDP', 1, 60, now(), now()" + numbers);
            default ->
                database.update("insert into " + table + " (window_start, src_ip, dst_ip, protocol, packets,"
                        + " bytes) select " + OLD + ", " + ends + ", 1, 60" + numbers);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flows_hour", "flows_day"})
    void nobodyWaitsForSumsThatAreDeleted(String sums) throws Exception {
        for (String table : new String[] {"traffic", "flows"}) {
            database.execute("select wadi_ensure_day('" + table + "', (" + OLD + " at time zone 'UTC')::date)");
            fill(table, 10);
        }
        fill("flows_hour", 30_000);
        fill("flows_day", 30_000);
        for (String days : new String[] {"traffic-days", "flow-days", "hour-days", "day-days"}) {
            settings.set("wadi.retention." + days, "30");
        }
        readWhileDeleting(sums, new Retention(source, settings)::run);
        for (String table : new String[] {"traffic", "flows", "flows_hour", "flows_day"}) {
            assertThat(number("select count(*) from " + table)).as(table).isZero();
        }
    }

    /** More than are moved under a lock. */
    @ParameterizedTest
    @ValueSource(strings = {"traffic", "flows"})
    void nobodyWaitsForRowsThatMoveToTheirPartition(String table) throws Exception {
        fill(table, 20_000);
        String range = "('" + table + "', " + OLD + ", " + OLD + " + interval '1 day')";
        assertThat(number("select coalesce(wadi_add_partition" + range + ", -1)"))
                .as("too many for one step")
                .isEqualTo(-1);
        database.execute("select wadi_reserve_range" + range);
        readWhileDeleting(table + "_default", () -> assertThat(number("select wadi_settle_range" + range))
                .isEqualTo(20_000));
        assertThat(number("select count(*) from " + table)).isEqualTo(20_000);
        assertThat(number("select count(*) from " + table + "_default")).isZero();
    }

    /** A partition that somebody reads, so that it cannot go. */
    @Test
    void nobodyWaitsBehindAPartitionThatCannotGo() throws Exception {
        database.execute("select wadi_ensure_day('flows', (" + OLD + " at time zone 'UTC')::date)");
        fill("flows", 10);
        try (Connection reader = source.getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("select count(*) from flows");
            assertThat(database.queryForObject("select wadi_drop_partition('flows', now())", String.class))
                    .isEqualTo("busy");
            read("flows");
            reader.rollback();
        }
        assertThat(database.queryForObject("select wadi_drop_partition('flows', now())", String.class))
                .isEqualTo("dropped");
    }
}
