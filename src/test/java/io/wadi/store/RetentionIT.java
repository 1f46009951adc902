package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What route retention deletes, and what it keeps. */
class RetentionIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int OLD = 45_000;
    private static final String[] TABLES = {
        "traffic", "flows", "flows_hour", "flows_day", "hosts", "geoip", "host_names", "exporter_minutes"
    };

    @Test
    void dropsWholeDaysThatAreTooOldAndNothingElse() throws Exception {
        Settings settings = TestServers.withTables();
        try (Pipeline pipeline = started(settings)) {
            JdbcTemplate database = new JdbcTemplate(pipeline.database());
            for (int daysAgo : new int[] {0, 2, 3, 40}) {
                store(database, daysAgo);
            }
            // Without a day of its own, because its clock was wrong.
            database.update(
                    "insert into traffic (src_ip, dst_ip, protocol, bytes, \"timestamp\", transport, length, probe)"
                            + " values ('192.0.2.1', '192.0.2.2', 'UDP', 60, timestamptz '1999-01-01Z', 'UDP', 60, 'p')");
        }
        settings.set("wadi.retention.traffic-days", "2");
        settings.set("wadi.retention.flow-days", "30");
        settings.set("wadi.retention.hour-days", "30");
        settings.set("wadi.retention.day-days", "39");
        settings.set("wadi.retention.host-days", "2");
        settings.set("wadi.retention.place-days", "3");
        settings.set("wadi.retention.name-days", "2147483647");
        try (Pipeline pipeline = started(settings)) {
            JdbcTemplate database = new JdbcTemplate(pipeline.database());
            await().atMost(LONG).until(() -> count(database, "traffic") == 2);
            await().atMost(LONG).until(() -> count(database, "hosts") == 1);
            assertThat(count(database, "flows")).isEqualTo(3);
            await().atMost(LONG).until(() -> count(database, "exporter_minutes") == 3);
            assertThat(count(database, "flows_hour")).isEqualTo(3);
            assertThat(count(database, "flows_day")).isEqualTo(3);
            assertThat(count(database, "geoip"))
                    .as("those whose host was seen, and none that never was")
                    .isEqualTo(2);
            assertThat(count(database, "host_names")).isEqualTo(4);
            assertThat(database.queryForObject(
                            "select count(*) from pg_inherits where inhparent = 'traffic'::regclass", Long.class))
                    .as("days of traffic from two days ago to tomorrow at most, and the default partition")
                    .isBetween(3L, 5L);
        }
    }

    @Test
    void runsWhereverSomethingIsStored() throws Exception {
        Settings settings = TestServers.withTables();
        try (Pipeline pipeline = started(settings)) {
            store(new JdbcTemplate(pipeline.database()), 40);
        }
        settings.set("wadi.capture.at", "flows");
        settings.set("wadi.retention.flow-days", "30");
        try (Pipeline pipeline = new Pipeline(settings, Set.of(Stage.STORE_FLOWS), TestServers.cache())) {
            pipeline.start();
            await().atMost(LONG).until(() -> count(new JdbcTemplate(pipeline.database()), "flows") == 0);
        }
    }

    @Test
    void keepsEverythingUnlessTold() throws Exception {
        Settings settings = TestServers.withTables();
        try (Pipeline pipeline = started(settings)) {
            JdbcTemplate database = new JdbcTemplate(pipeline.database());
            store(database, 4000);
            new Retention(pipeline.database(), settings).run();
            for (String table : TABLES) {
                assertThat(count(database, table)).as(table).isEqualTo(1);
            }
            settings.set("wadi.retention.flow-days", "4001");
            new Retention(pipeline.database(), settings).run();
            assertThat(count(database, "kept_since")).as("notes of removals").isZero();
        }
    }

    /** What was removed does not come back, so the note stays. */
    @Test
    void notesFromWhenOnATableIsKept() throws Exception {
        Settings settings = TestServers.withTables();
        try (Pipeline pipeline = started(settings)) {
            JdbcTemplate database = new JdbcTemplate(pipeline.database());
            store(database, 40);
            settings.set("wadi.retention.traffic-days", "1");
            settings.set("wadi.retention.flow-days", "20");
            settings.set("wadi.retention.hour-days", "30");
            settings.set("wadi.retention.day-days", "39");
            Retention retention = new Retention(pipeline.database(), settings);
            for (int daysAgo : new int[] {41, 42}) {
                store(database, daysAgo);
                retention.run();
                assertThat(database.queryForList(
                                "select table_name || ' ' || date_trunc('day', now(), 'UTC') - since from kept_since order by 1",
                                String.class))
                        .containsExactly("flows 20 days", "flows_day 39 days", "flows_hour 30 days");
                settings.set("wadi.retention.flow-days", "30");
            }
        }
    }

    private static Pipeline started(Settings settings) throws Exception {
        Pipeline pipeline = new Pipeline(settings, Set.of(Stage.STORE_TRAFFIC), TestServers.cache());
        pipeline.start();
        return pipeline;
    }

    private static void store(JdbcTemplate database, int daysAgo) {
        // Its first moment, which is so many days ago at any time of today.
        String day = "date_trunc('day', now(), 'UTC') - interval '" + daysAgo + " days'";
        for (String table : new String[] {"traffic", "flows"}) {
            database.execute("select wadi_ensure_day('" + table + "', ((" + day + ") at time zone 'UTC')::date)");
        }
        database.update("insert into traffic (src_ip, dst_ip, protocol, bytes, \"timestamp\", transport, length, probe)"
                + " values ('192.0.2.1', '192.0.2.2', 'UDP', 60, " + day + ", 'UDP', 60, 'p')");
        database.update("insert into flows (window_start, src_ip, dst_ip, transport, probe, protocol, packets, bytes,"
                + " first_seen, last_seen) values (" + day + ", '192.0.2.1', '192.0.2.2', 'UDP', 'p', 'UDP', 1, 60, "
                + day + ", " + day + ")");
        database.update("insert into flows_hour (window_start, src_ip, dst_ip, protocol, packets, bytes) values (" + day
                + ", '192.0.2.1', '192.0.2.2', 'UDP', 1, 60)");
        database.update("insert into flows_day select * from flows_hour where window_start = " + day);
        database.update("insert into exporter_minutes values (gen_random_uuid(), 1, " + day
                + ", '192.0.2.7', 50000, 'r7', 'v9', 0, 1, 1, 0, 0, 0, 0, 0, 1, 0)");
        String ip = "inet '10.0.0.0' + " + daysAgo;
        database.update("insert into hosts (ip, first_seen, last_seen, scope) values (" + ip + ", " + day + ", " + day
                + ", 'private')");
        database.update("insert into geoip (ip, country_code) values (" + ip + ", 'DE')");
        database.update("insert into host_names (ip, name, learnt_at) values (" + ip + ", 'n', " + day + ")");
    }

    /** As a flood of forged addresses leaves them: more than a slice, and many as active as each other. */
    @Test
    void keepsTheMostActiveHostsAndTheSumsOfTheOthers() throws Exception {
        Settings settings = TestServers.withTables();
        settings.set("wadi.retention.most-hosts", "1000");
        try (Pipeline pipeline = started(settings)) {
            JdbcTemplate database = new JdbcTemplate(pipeline.database());
            database.update("insert into hosts (ip, first_seen, last_seen, packets_sent, bytes_received, scope)"
                    + " select inet '198.18.0.0' + i, now(), now(), case when i % 50 = 0 then i + 2 else i % 2 + 1 end, i,"
                    + " 'public' from generate_series(0, " + (OLD - 1) + ") as i");
            database.update("insert into geoip (ip) select ip from hosts");
            database.update("insert into host_names (ip, name, learnt_at) select ip, 'n', now() - interval '1 second' *"
                    + " bytes_received from hosts");
            long packets = database.queryForObject("select sum(packets_sent)::bigint from hosts", Long.class);
            long bytes = database.queryForObject("select sum(bytes_received)::bigint from hosts", Long.class);
            for (int run = 0; run < 2; run++) {
                new Retention(pipeline.database(), settings).run();
                assertThat(database.queryForMap("select count(*) as rows, sum(packets_sent)::bigint as packets,"
                                + " sum(bytes_received)::bigint as bytes from hosts"))
                        .containsEntry("rows", 1001L)
                        .containsEntry("packets", packets)
                        .containsEntry("bytes", bytes);
                assertThat(database.queryForObject("select min(packets_sent) from hosts", Long.class))
                        .as("900 have more, and of those with two packets a hundred stay")
                        .isEqualTo(2);
                assertThat(database.queryForObject("select scope from hosts where ip = '0.0.0.0/0'", String.class))
                        .isEqualTo("other");
                assertThat(count(database, "geoip")).isEqualTo(1000);
                assertThat(count(database, "host_names")).isEqualTo(1000);
                assertThat(database.queryForObject(
                                "select max(now() - learnt_at) < interval '20 minutes' from host_names", Boolean.class))
                        .as("the newest")
                        .isTrue();
            }
        }
    }

    /** Half of the month is too old, and more rows of it than one slice holds. */
    @Test
    void deletesTheOldRowsOfAPartitionThatIsNotOldAsAWhole() throws Exception {
        Settings settings = TestServers.withTables();
        try (Pipeline pipeline = started(settings)) {
            JdbcTemplate database = new JdbcTemplate(pipeline.database());
            LocalDate middle = LocalDate.now(ZoneOffset.UTC).minusDays(120).withDayOfMonth(15);
            database.queryForObject("select wadi_ensure_day('traffic', ?::date)", Boolean.class, middle.toString());
            database.update("insert into traffic (src_ip, dst_ip, protocol, bytes, \"timestamp\", transport, length,"
                    + " probe) select '192.0.2.1', '192.0.2.2', 'UDP', 60, timestamptz '" + middle + " 00:00Z' + (i - "
                    + OLD + ") * interval '1 second', 'UDP', 60, 'p' from generate_series(0, " + (OLD + 99) + ") as i");
            settings.set(
                    "wadi.retention.traffic-days",
                    String.valueOf(ChronoUnit.DAYS.between(middle, LocalDate.now(ZoneOffset.UTC))));
            new Retention(pipeline.database(), settings).run();
            assertThat(count(database, "traffic")).isEqualTo(100);
        }
    }

    /** Otherwise those who come after the retention wait as long as the reader stays. */
    @Test
    void aDayThatIsReadStaysUntilTheReaderIsGoneAndNobodyWaits() throws Exception {
        Settings settings = TestServers.withTables();
        try (Pipeline pipeline = started(settings);
                Connection reader = pipeline.database().getConnection()) {
            JdbcTemplate database = new JdbcTemplate(pipeline.database());
            store(database, 40);
            reader.setAutoCommit(false);
            reader.createStatement().execute("select count(*) from flows");
            settings.set("wadi.retention.flow-days", "30");
            settings.set("wadi.retention.hour-days", "30");
            Retention retention = new Retention(pipeline.database(), settings);
            Thread run = new Thread(retention::run);
            run.start();
            await().atMost(LONG).until(() -> count(database, "flows_hour") == 0 || isWaiting(database));
            database.setQueryTimeout(5);
            assertThat(count(database, "flows")).isEqualTo(1);
            store(database, 0);
            assertThat(count(database, "flows")).isEqualTo(2);
            reader.rollback();
            run.join();
            assertThat(count(database, "flows")).isEqualTo(1);
            assertThat(count(database, "flows_hour")).isEqualTo(1);
        }
    }

    private static boolean isWaiting(JdbcTemplate database) {
        return database.queryForObject(
                "select exists (select from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock')",
                Boolean.class);
    }

    private static long count(JdbcTemplate database, String table) {
        return database.queryForObject("select count(*) from " + table, Long.class);
    }
}
