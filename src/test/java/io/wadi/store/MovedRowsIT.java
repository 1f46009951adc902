package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries and writes that begin while a partition is made and rows move into it. */
class MovedRowsIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Executor THREADS = task -> new Thread(task).start();
    private static final int ROWS = 31;

    /** Nobody stores here, and each test has a day of its own. */
    private static DataSource database;

    private static LocalDate last = LocalDate.of(2001, 3, 1);

    private LocalDate day;
    private String range;

    @BeforeAll
    static void create() throws Exception {
        Settings settings = TestServers.withTables();
        try (Pipeline pipeline = new Pipeline(settings, Set.of(Stage.STORE_TRAFFIC), TestServers.cache())) {
            pipeline.start();
        }
        database = DirectStore.source(settings);
    }

    @BeforeEach
    void takeDay() {
        day = last;
        last = last.plusDays(1);
        range = "timestamptz '" + day + " 00:00Z', timestamptz '" + day + " 00:00Z' + interval '1 day'";
    }

    private String insert(String table, int rows) {
        String times = " from generate_series(1, " + rows + ") as i";
        String at = "timestamptz '" + day + " 12:00Z' + i * interval '1 s'";
        return table.equals("traffic")
                ? "insert into traffic (src_ip, dst_ip, protocol, bytes, \"timestamp\", transport, length, probe)"
                        + " select '192.0.2.1', '192.0.2.2', 'UDP', 60, " + at + ", 'UDP', 60, 'p'" + times
                : "insert into flows (window_start, src_ip, dst_ip, transport, probe, protocol, packets, bytes,"
                        + " first_seen, last_seen) select " + at
                        + ", '192.0.2.1', '192.0.2.2', 'UDP', 'p', 'UDP', 1, 60, "
                        + at + ", " + at + times;
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs a task that comes upon a lock, and goes on once it waits. */
    private static <T> CompletableFuture<T> waiting(Callable<T> task) {
        CompletableFuture<T> result = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return task.call();
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                THREADS);
        await().atMost(LONG).until(() -> {
            try (Connection connection = database.getConnection()) {
                return number(connection, "select count(*) from pg_locks where not granted") > 0;
            }
        });
        return result;
    }

    @ParameterizedTest
    @CsvSource({"traffic, add_partition", "flows, add_partition", "traffic, settle_range", "flows, settle_range"})
    void aQueryThatBeginsMeanwhileCountsThem(String table, String way) throws Exception {
        execute(insert(table, ROWS));
        if (way.equals("settle_range")) {
            execute("select wadi_reserve_range('" + table + "', " + range + ")");
        }
        try (Connection mover = database.getConnection();
                Connection reader = database.getConnection()) {
            mover.setAutoCommit(false);
            assertThat(number(mover, "select wadi_" + way + "('" + table + "', " + range + ")"))
                    .isEqualTo(ROWS);
            String time = table.equals("traffic") ? "\"timestamp\"" : "window_start";
            CompletableFuture<Long> counted = waiting(() ->
                    number(reader, "select count(*) from " + table + " where " + time + "::date = date '" + day + "'"));
            mover.commit();
            assertThat(counted.join()).isEqualTo(ROWS);
        }
    }

    /** The rows move once nobody is in the way any more. */
    @ParameterizedTest
    @ValueSource(strings = {"traffic", "flows"})
    void anAttemptThatMeetsALockLeavesNothingInTheWayOfTheNext(String table) throws Exception {
        execute(insert(table, ROWS));
        String settle = "select coalesce(wadi_settle_range('" + table + "', " + range + "), -1)";
        try (Connection reader = database.getConnection();
                Connection mover = database.getConnection()) {
            number(mover, "select wadi_reserve_range('" + table + "', " + range + ")::int");
            reader.setAutoCommit(false);
            number(reader, "select count(*) from " + table);
            assertThat(number(mover, settle)).isEqualTo(-1);
            reader.rollback();
            assertThat(number(mover, settle)).isEqualTo(ROWS);
            assertThat(number(mover, "select count(*) from " + table + "_default"))
                    .isZero();
        }
    }

    /** As one that somebody detached to keep it. */
    @Test
    void aTableThatHasTheNameOfAPartitionIsNotInItsWay() throws Exception {
        String name = "traffic_" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
        execute("create table " + name + " (like traffic)");
        execute(insert("traffic", ROWS));
        try (Connection mover = database.getConnection()) {
            assertThat(number(mover, "select wadi_add_partition('traffic', " + range + ")"))
                    .isEqualTo(ROWS);
            assertThat(number(mover, "select count(*) from traffic_default")).isZero();
            assertThat(number(mover, "select count(*) from " + name)).isZero();
            assertThat(number(mover, "select wadi_add_partition('traffic', " + range + ")"))
                    .as("the partition is there")
                    .isZero();
        }
    }

    /** The next attempt knows of the rows, and locks the table. */
    @Test
    void rowsThatComeAtTheLastMomentMoveLater() throws Exception {
        try (Connection writer = database.getConnection();
                Connection mover = database.getConnection()) {
            execute("alter function wadi_add_partition set lock_timeout = '60s'");
            writer.setAutoCommit(false);
            writer.createStatement().execute(insert("flows", 1));
            CompletableFuture<Long> moved =
                    waiting(() -> number(mover, "select coalesce(wadi_add_partition('flows', " + range + "), -1)"));
            writer.commit();
            assertThat(moved.join()).isEqualTo(-1);
            assertThat(number(mover, "select wadi_add_partition('flows', " + range + ")"))
                    .isEqualTo(1);
        } finally {
            execute("alter function wadi_add_partition set lock_timeout = '100ms'");
        }
    }

    /** PostgreSQL refuses the row, because its way into the table was chosen before. It is stored when it comes again. */
    @ParameterizedTest
    @ValueSource(strings = {"traffic", "flows"})
    void aRowThatWaitsForItsPartitionIsNotBlamed(String table) throws Exception {
        try (Connection mover = database.getConnection();
                Connection writer = database.getConnection()) {
            mover.setAutoCommit(false);
            assertThat(number(mover, "select wadi_add_partition('" + table + "', " + range + ")"))
                    .isZero();
            CompletableFuture<Boolean> stored =
                    waiting(() -> writer.createStatement().execute(insert(table, 1)));
            mover.commit();
            CompletionException refused = assertThrows(CompletionException.class, stored::join);
            assertThat(refused).hasCauseInstanceOf(SQLException.class);
            assertThat(DayPartitions.isMoment((SQLException) refused.getCause()))
                    .isTrue();
            writer.createStatement().execute(insert(table, 1));
        }
    }

    @Test
    void aRowThatAConstraintOfTheTableRefusesIsBlamed() throws Exception {
        execute("alter table flows add constraint few check (packets < 100)");
        SQLException refused = assertThrows(
                SQLException.class, () -> execute(insert("flows", 1).replace("'UDP', 1, 60", "'UDP', 100, 60")));
        execute("alter table flows drop constraint few");
        assertThat(DayPartitions.isMoment(refused)).isFalse();
    }
}
