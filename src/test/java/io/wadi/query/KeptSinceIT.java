package io.wadi.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.database.Database;
import io.wadi.database.Jdbc;
import io.wadi.pipeline.TestSchema;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an upgrade finds out of databases whose retention left no note. */
class KeptSinceIT {

    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private final JdbcTemplate database = new JdbcTemplate(source);
    private Settings settings;

    @BeforeEach
    void createAnOldDatabase() throws Exception {
        settings = TestServers.settings();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        TestSchema.migrateTo(source, "31");
    }

    private KeptSince upgraded() throws Exception {
        Database.open(settings).close();
        return KeptSince.read(Jdbc.client(source));
    }

    private void flow(String time) {
        database.update("insert into flows (window_start, src_ip, dst_ip, transport, probe, protocol, packets, bytes,"
                + " first_seen, last_seen) select t, '192.0.2.1', '192.0.2.2', 'UDP', 'p', 'UDP', 1, 60, t, t"
                + " from (select timestamptz '" + time + "' as t) as flow");
    }

    private void sums(String table, String... times) {
        for (String time : times) {
            database.update("insert into " + table + " (window_start, src_ip, dst_ip, protocol, packets, bytes)"
                    + " values ('" + time + "', '192.0.2.1', '192.0.2.2', 'UDP', 1, 60)");
        }
    }

    @Test
    void aNewDatabaseHasRemovedNothing() throws Exception {
        assertThat(upgraded()).isEqualTo(KeptSince.ALWAYS);
    }

    /** Days without traffic are no days that were removed. */
    @Test
    void aDatabaseWithoutRetentionHasRemovedNothing() throws Exception {
        flow("1970-01-01 00:03Z");
        flow("2026-03-10 12:03Z");
        flow("2026-03-14 23:59Z");
        sums("flows_hour", "1970-01-01Z", "2026-03-10 12:00Z", "2026-03-14 23:00Z");
        sums("flows_day", "1970-01-01Z", "2026-03-10Z", "2026-03-14Z");
        assertThat(upgraded()).isEqualTo(KeptSince.ALWAYS);
    }

    /** The flow of 1970 came after windows were removed, and tells nothing of them. */
    @Test
    void theLastDayWithoutItsWindowsOrHoursWasRemoved() throws Exception {
        flow("1970-01-01 00:03Z");
        flow("2026-03-14 23:59Z");
        flow("2097-03-14 23:59Z");
        sums("flows_hour", "1970-01-01Z", "2026-03-12 07:00Z", "2026-03-14 23:00Z", "2097-03-14 23:00Z");
        sums("flows_day", "1970-01-01Z", "2026-03-10Z", "2026-03-12Z", "2026-03-14Z", "2097-03-14Z");
        assertThat(upgraded())
                .isEqualTo(new KeptSince(
                        Instant.parse("2026-03-13T00:00:00Z"), Instant.parse("2026-03-11T00:00:00Z"), Instant.MIN));
    }
}
