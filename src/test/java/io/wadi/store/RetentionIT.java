package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What route retention deletes, and what it keeps. */
class RetentionIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void dropsWholeDaysThatAreTooOldAndNothingElse() throws Exception {
        Settings settings = TestServers.settings();
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
        settings.set("wadi.retention.hour-days", "3");
        try (Pipeline pipeline = started(settings)) {
            JdbcTemplate database = new JdbcTemplate(pipeline.database());
            await().atMost(LONG).until(() -> count(database, "traffic") == 2);
            assertThat(count(database, "flows")).isEqualTo(3);
            assertThat(count(database, "flows_hour")).isEqualTo(3);
            assertThat(database.queryForObject(
                            "select count(*) from pg_inherits where inhparent = 'traffic'::regclass", Long.class))
                    .as("days of traffic, and the default partition")
                    .isEqualTo(3);
        }
    }

    @Test
    void runsWhereverSomethingIsStored() throws Exception {
        Settings settings = TestServers.settings();
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
        Settings settings = TestServers.settings();
        try (Pipeline pipeline = started(settings)) {
            JdbcTemplate database = new JdbcTemplate(pipeline.database());
            store(database, 4000);
            assertThat(database.queryForMap("select * from wadi_retain(0, 0, 0)"))
                    .containsEntry("days", 0)
                    .containsEntry("hours", 0L);
            assertThat(count(database, "traffic")).isEqualTo(1);
        }
    }

    private static Pipeline started(Settings settings) throws Exception {
        Pipeline pipeline = new Pipeline(settings, Set.of(Stage.STORE_TRAFFIC), TestServers.cache());
        pipeline.start();
        return pipeline;
    }

    private static void store(JdbcTemplate database, int daysAgo) {
        String noon = "date_trunc('day', now(), 'UTC') - interval '" + daysAgo + " days' + interval '1 hour'";
        for (String table : new String[] {"traffic", "flows"}) {
            database.execute("select wadi_ensure_day('" + table + "', ((" + noon + ") at time zone 'UTC')::date)");
        }
        database.update("insert into traffic (src_ip, dst_ip, protocol, bytes, \"timestamp\", transport, length, probe)"
                + " values ('192.0.2.1', '192.0.2.2', 'UDP', 60, " + noon + ", 'UDP', 60, 'p')");
        database.update("insert into flows (window_start, src_ip, dst_ip, transport, probe, protocol, packets, bytes,"
                + " first_seen, last_seen) values (" + noon + ", '192.0.2.1', '192.0.2.2', 'UDP', 'p', 'UDP', 1, 60, "
                + noon + ", " + noon + ")");
        database.update("insert into flows_hour (window_start, src_ip, dst_ip, protocol, packets, bytes) values ("
                + noon + ", '192.0.2.1', '192.0.2.2', 'UDP', 1, 60)");
    }

    private static long count(JdbcTemplate database, String table) {
        return database.queryForObject("select count(*) from " + table, Long.class);
    }
}
