package io.wadi.detect;

import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
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
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The bean {@code alert-book}: updates table {@code alerts}. A finding opens an alert for its subject, once. Further
 * findings of the subject update the alert. It closes if the subject is not found in {@value #MISSES} runs in a row
 * and for the time in the detection's header. Every state change is written as an event in the same transaction; the
 * event is pending until it is published. Thread-safe.
 */
public final class AlertBook {

    static final int MISSES = 3;

    private static final Sql LOCK = Sql.file("alerts/lock");
    private static final Sql APPLY = Sql.file("alerts/apply-findings");
    private static final Sql EVALUATED = Sql.file("alerts/evaluated");
    private static final Sql PENDING = Sql.file("alerts/pending-events");
    private static final Sql ANNOUNCED = Sql.file("alerts/announced");
    private static final Sql OPEN = Sql.file("alerts/open-alerts");

    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private final DetectCounters counters;

    public AlertBook(DataSource database, DetectCounters counters) {
        this.transaction = Jdbc.transaction(database);
        this.database = Jdbc.client(database);
        this.counters = counters;
    }

    /**
     * Stores the findings of a complete run, without suppressed ones, and the time up to which the detection has
     * looked.
     *
     * @throws DataAccessException or another Spring exception if the database is unreachable; nothing is stored then
     */
    public void apply(DetectionRun run) {
        List<AlertChange> changes = new ArrayList<>();
        Map<Severity, Long> open = new EnumMap<>(Severity.class);
        transaction.executeWithoutResult(status -> {
            Map<String, Object> values = values(run);
            LOCK.on(database).query(row -> {});
            APPLY.on(database, values).query(row -> {
                changes.add(AlertChange.valueOf(row.getString("change").toUpperCase(Locale.ROOT)));
            });
            EVALUATED.on(database, values).update();
            OPEN.on(database).query(row -> {
                open.put(Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT)), row.getLong("alerts"));
            });
        });
        changes.forEach(change -> counters.changed(run.detection(), change));
        counters.open(open);
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

    /**
     * The oldest changes that are not published on topic {@code alerts} yet, a bounded number.
     *
     * @throws DataAccessException if the database is unreachable
     */
    public List<AlertEvent> pending() {
        return PENDING.on(database).query((row, number) -> event(row)).list();
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
     * Marks a change as published on topic {@code alerts}.
     *
     * @param event number of the change
     * @throws DataAccessException if the database is unreachable; the change is then published again
     */
    public void announced(long event) {
        ANNOUNCED.on(database, Map.of("event", event)).update();
    }
}
