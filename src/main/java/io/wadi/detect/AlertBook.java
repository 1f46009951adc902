package io.wadi.detect;

import io.wadi.database.NamedQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The bean {@code alert-book}: keeps table {@code alerts}. A subject that is found opens an alert, once; as long as
 * it is found the alert is updated; it is closed when the subject was not found in {@value #MISSES} runs in a row and
 * for the time that the detection says. Every change of state is written down in the same transaction as an event,
 * which stays pending until it is announced. Thread-safe.
 */
public final class AlertBook {

    static final int MISSES = 3;

    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('wadi alerts'))";
    private static final NamedQuery APPLY = NamedQuery.ofResource("sql/alerts/apply-findings.sql");
    private static final NamedQuery EVALUATED = NamedQuery.ofResource("sql/alerts/evaluated.sql");
    private static final NamedQuery PENDING = NamedQuery.ofResource("sql/alerts/pending-events.sql");
    private static final NamedQuery ANNOUNCED = NamedQuery.ofResource("sql/alerts/announced.sql");
    private static final NamedQuery OPEN = NamedQuery.ofResource("sql/alerts/open-alerts.sql");

    private final DataSource database;
    private final DetectCounters counters;

    public AlertBook(DataSource database, DetectCounters counters) {
        this.database = database;
        this.counters = counters;
    }

    /**
     * Enters what a complete run found, less what is suppressed, and how far the detection has looked.
     *
     * @throws SQLException when the database is away; nothing is entered then
     */
    public void apply(DetectionRun run) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement lock = connection.prepareStatement(LOCK);
                    PreparedStatement apply = APPLY.prepare(connection, values(run));
                    PreparedStatement evaluated = EVALUATED.prepare(connection, values(run))) {
                lock.execute();
                List<AlertChange> changes = changes(apply.executeQuery());
                evaluated.execute();
                Map<Severity, Long> open = open(connection);
                connection.commit();
                changes.forEach(change -> counters.changed(run.detection(), change));
                counters.open(open);
            } finally {
                connection.rollback();
            }
        }
    }

    private static Map<String, Object> values(DetectionRun run) {
        List<Finding> findings = run.findings().forAlerts();
        Map<String, Object> values = new HashMap<>();
        values.put("now", run.at());
        values.put("detection", run.detection().name());
        values.put("severity", run.detection().severity().label());
        values.put("title", run.detection().title());
        values.put("closesAfter", run.detection().closesAfter().toSeconds());
        values.put("misses", MISSES);
        values.put("subjects", findings.stream().map(Finding::subject).toArray(String[]::new));
        values.put("scores", findings.stream().map(Finding::score).toArray(Double[]::new));
        values.put("evidences", findings.stream().map(Finding::evidence).toArray(String[]::new));
        return values;
    }

    private static List<AlertChange> changes(ResultSet rows) throws SQLException {
        List<AlertChange> changes = new ArrayList<>();
        while (rows.next()) {
            changes.add(AlertChange.valueOf(rows.getString("change").toUpperCase(Locale.ROOT)));
        }
        return changes;
    }

    private static Map<Severity, Long> open(Connection connection) throws SQLException {
        Map<Severity, Long> counts = new EnumMap<>(Severity.class);
        try (PreparedStatement open = OPEN.prepare(connection, Map.of());
                ResultSet rows = open.executeQuery()) {
            while (rows.next()) {
                counts.put(
                        Severity.valueOf(rows.getString("severity").toUpperCase(Locale.ROOT)), rows.getLong("alerts"));
            }
        }
        return counts;
    }

    /**
     * Changes that topic {@code alerts} does not have yet, oldest first, a bounded number.
     *
     * @throws SQLException when the database is away
     */
    public List<AlertEvent> pending() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement pending = PENDING.prepare(connection, Map.of());
                ResultSet rows = pending.executeQuery()) {
            List<AlertEvent> events = new ArrayList<>();
            while (rows.next()) {
                events.add(event(rows));
            }
            return events;
        }
    }

    private static AlertEvent event(ResultSet row) throws SQLException {
        return new AlertEvent(
                row.getLong("id"),
                row.getString("change"),
                time(row, "at"),
                row.getLong("alert"),
                row.getString("detection"),
                row.getString("severity"),
                row.getString("title"),
                row.getString("subject"),
                row.getDouble("score"),
                row.getString("evidence"),
                time(row, "opened_at"),
                time(row, "last_seen"),
                time(row, "closed_at"),
                row.getString("acknowledged_by"));
    }

    private static String time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant().toString();
    }

    /**
     * Notes that topic {@code alerts} has a change.
     *
     * @param event number of the change
     * @throws SQLException when the database is away; the change is announced again then
     */
    public void announced(long event) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = ANNOUNCED.prepare(connection, Map.of("event", event))) {
            update.executeUpdate();
        }
    }
}
