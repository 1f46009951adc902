package io.wadi.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import io.wadi.settings.RetentionSettings;
import io.wadi.settings.Setting;
import io.wadi.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The bean {@code retention}: drops partitions and deletes rows that are older than the settings allow. Each partition,
 * and each slice of rows, is a transaction of its own, so that what is done is done whatever follows, and nobody waits
 * long for a lock. A partition that is in use is tried again for a minute, and then in the next run. Used by one thread.
 */
public final class Retention implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** A fraction of a second of work. */
    private static final long MOST_ROWS = 20_000;

    /** Hours of details that are deleted in one transaction. */
    private static final int MOST_HOURS = 4;

    private static final int MOST_ATTEMPTS = 60;

    /** Further back than any time stamp; PostgreSQL has no interval for the largest number that the settings take. */
    private static final long MOST_DAYS = 1_000_000;

    private static final Sql NOTE = Sql.file("retain/note-kept");
    private static final Sql DROP_PARTITION = Sql.file("retain/drop-partition");
    private static final Sql DELETE_ROWS = Sql.file("retain/delete-old-rows");
    private static final Sql FORGET_DETAILS = Sql.file("retain/forget-details");
    private static final Sql FORGET_PROBES = Sql.file("retain/forget-probes");

    private record Slice(long lookedAt, long deleted, String reached) {}

    private record Swept(Setting<Duration> days, Sql slice) {
        Swept(Setting<Duration> days, String file) {
            this(days, Sql.file("retain/" + file));
        }
    }

    private final JdbcClient database;
    private final Settings settings;
    private final Map<String, Setting<Duration>> partitioned = new LinkedHashMap<>();
    private final Map<String, Swept> swept = new LinkedHashMap<>();
    private final RetentionCounters counters;

    /** Of the tables of a database. */
    public Retention(DataSource database, Settings settings) {
        this.database = Jdbc.client(database);
        this.settings = settings;
        partitioned.put("traffic", RetentionSettings.TRAFFIC);
        partitioned.put("flows", RetentionSettings.FLOWS);
        swept.put("flows_hour", new Swept(RetentionSettings.HOURS, "delete-old-hours"));
        swept.put("flows_day", new Swept(RetentionSettings.DAYS, "delete-old-days"));
        swept.put("exporter_minutes", new Swept(RetentionSettings.FLOWS, "delete-old-exporter-minutes"));
        // Places go by the hosts.
        swept.put("geoip", new Swept(RetentionSettings.PLACES, "delete-unseen-places"));
        swept.put("hosts", new Swept(RetentionSettings.HOSTS, "delete-unseen-hosts"));
        swept.put("host_names", new Swept(RetentionSettings.NAMES, "delete-unseen-names"));
        counters = new RetentionCounters(partitioned.keySet(), swept.keySet());
    }

    /** Drops and deletes what is too old. A table that fails is left for the next run. */
    public void run() {
        partitioned.forEach((table, days) -> attempt(table, () -> drop(table, days(days))));
        swept.forEach((table, rows) -> attempt(table, () -> sweep(table, rows)));
        long mostHosts = settings.get(RetentionSettings.MOST_HOSTS);
        if (mostHosts > 0) {
            HostLimit limit = new HostLimit(database, MOST_ROWS, mostHosts);
            attempt("hosts", () -> limit.hosts(rows -> counters.deleted("hosts", rows)));
            attempt("host_names", () -> limit.names(rows -> counters.deleted("host_names", rows)));
        }
        attempt("details_hour", () -> forgetDetails(days(RetentionSettings.FLOWS)));
        attempt("ingest_probes", () -> FORGET_PROBES.on(database).update());
    }

    private static void attempt(String table, Runnable retention) {
        try {
            retention.run();
        } catch (DataAccessException e) {
            LOG.warn("Retention of table {} failed; the next run tries again: {}", table, Jdbc.message(e));
        }
    }

    private long days(Setting<Duration> setting) {
        return Math.min(settings.get(setting).toDays(), MOST_DAYS);
    }

    private void drop(String table, long days) {
        if (days == 0) {
            return;
        }
        Map<String, Object> parameters = parameters(table, days);
        if (!hasOlder(parameters)) {
            return;
        }
        long partitions = dropPartitions(table, parameters);
        long rows = 0;
        long deleted;
        do {
            deleted = DELETE_ROWS.on(database, parameters).query(Long.class).single();
            counters.deleted(table, deleted);
            rows += deleted;
        } while (deleted > 0);
        if (partitions + rows > 0) {
            LOG.info("Retention dropped {} partitions and deleted {} other rows of table {}", partitions, rows, table);
        }
    }

    private long dropPartitions(String table, Map<String, Object> parameters) {
        long dropped = 0;
        int attempts = 0;
        while (true) {
            String outcome = DROP_PARTITION
                    .on(database, parameters)
                    .query(String.class)
                    .list()
                    .get(0);
            if (outcome == null) {
                return dropped;
            } else if (outcome.equals("dropped")) {
                counters.dropped(table);
                dropped++;
                attempts = 0;
            } else if (++attempts == MOST_ATTEMPTS || !pause()) {
                counters.postponed(table);
                LOG.info("Table {} is in use all the time: its old partitions stay until the next run", table);
                return dropped;
            }
        }
    }

    /** Lets those work who had to wait; false where the process is to stop. */
    private static boolean pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void sweep(String table, Swept rows) {
        long days = days(rows.days());
        if (days == 0) {
            return;
        }
        Map<String, Object> parameters = parameters(table, days);
        if (!hasOlder(parameters)) {
            return;
        }
        long deleted = 0;
        Slice slice;
        do {
            slice = rows.slice().on(database, parameters).query(Slice.class).single();
            parameters.put("from", slice.reached());
            counters.deleted(table, slice.deleted());
            deleted += slice.deleted();
        } while (slice.lookedAt() == MOST_ROWS);
        if (deleted > 0) {
            LOG.info("Retention deleted {} rows of table {}", deleted, table);
        }
    }

    private void forgetDetails(long days) {
        long hours = days == 0 ? 0 : MOST_HOURS;
        while (hours > 0) {
            hours = FORGET_DETAILS
                    .on(database, Map.of("days", days, "mostHours", MOST_HOURS))
                    .query(Long.class)
                    .single();
        }
    }

    /** Whether there are older rows, whose time is then a parameter: what is removed is exactly what is noted. */
    private boolean hasOlder(Map<String, Object> parameters) {
        Optional<String> before =
                NOTE.on(database, parameters).query(String.class).optional();
        before.ifPresent(time -> parameters.put("before", time));
        return before.isPresent();
    }

    private static Map<String, Object> parameters(String table, long days) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("table", table);
        parameters.put("days", days);
        parameters.put("mostRows", MOST_ROWS);
        return parameters;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counters.bindTo(registry);
    }
}
