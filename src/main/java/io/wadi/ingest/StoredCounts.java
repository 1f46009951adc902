package io.wadi.ingest;

import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Counts what the tables hold of each probe, so that the proof comes from the tables and not from our counters. */
final class StoredCounts {

    private final JdbcTemplate database;
    private final long lastId;
    private final Map<String, Long> flowsBefore;

    /** Notes what is there before the run. */
    StoredCounts(DataSource database) {
        this.database = new JdbcTemplate(database);
        Long last = this.database.queryForObject(
                "select coalesce(last_value, 0) from pg_sequences"
                        + " where schemaname = current_schema() and sequencename = 'traffic_id_seq'",
                Long.class);
        lastId = last == null ? 0 : last;
        flowsBefore = flows();
    }

    /** Rows of each probe that table {@code traffic} has gained. */
    Map<String, Long> traffic() {
        return count("select probe, count(*) from traffic where id > ? group by probe", lastId);
    }

    /** Packets of each probe that table {@code flows} has gained. */
    Map<String, Long> flowsGained() {
        Map<String, Long> gained = new HashMap<>(flows());
        flowsBefore.forEach((probe, before) -> gained.merge(probe, -before, Long::sum));
        return gained;
    }

    private Map<String, Long> flows() {
        return count("select probe, sum(packets)::bigint from flows group by probe");
    }

    private Map<String, Long> count(String sql, Object... arguments) {
        Map<String, Long> counts = new HashMap<>();
        database.query(
                sql,
                row -> {
                    counts.put(row.getString(1), row.getLong(2));
                },
                arguments);
        return counts;
    }
}
