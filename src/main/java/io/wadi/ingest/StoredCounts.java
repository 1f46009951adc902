package io.wadi.ingest;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Counts in the database what this run stored of each probe, so that the proof does not come from our own counters, and
 * costs what this run stored and not what there was before. Table {@code traffic} is read from the last row before the
 * run on. Rows of {@code flows} change after they were stored, so that the statement that stores them keeps the sums in
 * {@code ingest_probes}, in its transaction.
 */
final class StoredCounts {

    private final JdbcTemplate database;
    private final String[] topics;
    private final long lastId;
    private final Map<String, Long> flowsBefore;

    /**
     * Notes what is there before the run.
     *
     * @param topics those that the run goes through
     */
    StoredCounts(DataSource database, Collection<String> topics) {
        this.database = new JdbcTemplate(database);
        this.topics = topics.toArray(String[]::new);
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

    /** Packets of each probe that table {@code flows} has gained, from whichever process stored them. */
    Map<String, Long> flowsGained() {
        Map<String, Long> gained = new HashMap<>(flows());
        flowsBefore.forEach((probe, before) -> gained.merge(probe, -before, Long::sum));
        return gained;
    }

    private Map<String, Long> flows() {
        return count(
                "select probe, wadi_capped(sum(packets)) from ingest_probes where topic = any (?) group by probe",
                (Object) topics);
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
