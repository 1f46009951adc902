package io.wadi.ingest;

import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts in the database what this run stored of each probe. The proof is therefore independent of Wadi's own counters.
 * Its cost depends only on this run, not on earlier rows: table {@code traffic} is read from the last row before the
 * run. Rows of {@code flows} change after they were stored, so the statement that stores them also maintains the sums
 * in {@code ingest_probes}, in the same transaction.
 */
final class StoredCounts {

    private static final Sql LAST_PACKET = Sql.file("ingest/last-packet");
    private static final Sql PACKETS_SINCE = Sql.file("ingest/packets-since");
    private static final Sql FLOW_PACKETS = Sql.file("ingest/flow-packets");

    private final JdbcClient database;
    private final String[] topics;
    private final long lastId;
    private final Map<String, Long> flowsBefore;

    /**
     * Reads the counts before the run.
     *
     * @param topics topics of the run
     */
    StoredCounts(DataSource database, Collection<String> topics) {
        this.database = Jdbc.client(database);
        this.topics = topics.toArray(String[]::new);
        Long last = LAST_PACKET.on(this.database).query(Long.class).optional().orElse(null);
        lastId = last == null ? 0 : last;
        flowsBefore = flows();
    }

    /** New rows of each probe in table {@code traffic}. */
    Map<String, Long> traffic() throws InterruptedException {
        return Patience.ask(() -> count(PACKETS_SINCE, Map.of("id", lastId)));
    }

    /** New packets of each probe in table {@code flows}, from all processes. */
    Map<String, Long> flowsGained() throws InterruptedException {
        Map<String, Long> gained = new HashMap<>(Patience.ask(this::flows));
        flowsBefore.forEach((probe, before) -> gained.merge(probe, -before, Long::sum));
        return gained;
    }

    /** Packets of a probe in table {@code flows} before the run. */
    long flowsBefore(String probe) {
        return flowsBefore.getOrDefault(probe, 0L);
    }

    private Map<String, Long> flows() {
        return count(FLOW_PACKETS, Map.of("topics", topics));
    }

    private Map<String, Long> count(Sql sql, Map<String, ?> values) {
        Map<String, Long> counts = new HashMap<>();
        sql.on(database, values).query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }
}
