package io.wadi.detect;

import io.wadi.database.NamedQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Table {@code detection_runs}: which detection ran last when, and how it went. Thread-safe. */
final class DetectionLog {

    private static final NamedQuery CLAIM = NamedQuery.ofResource("sql/alerts/claim-run.sql");
    private static final NamedQuery RECORD = NamedQuery.ofResource("sql/alerts/record-run.sql");

    /** How long a process has for a run, besides the query's own time-out; the longest of the setting is an hour. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    /** A run that was taken on; the time is null where nothing was evaluated before. */
    record Claim(Instant evaluatedUntil) {}

    private final DataSource database;

    DetectionLog(DataSource database) {
        this.database = database;
    }

    /**
     * Takes a detection's next run on, if it is due; of several processes one succeeds.
     *
     * @param until the time up to which flows are stored
     */
    Optional<Claim> claim(Detection detection, Instant until, Instant now) throws SQLException {
        Map<String, Object> values = Map.of(
                "detection", detection.name(),
                "now", now,
                "until", until,
                "lease", detection.timeout().plus(LEASE).toSeconds(),
                "schedule", detection.schedule().toSeconds());
        try (Connection connection = database.getConnection();
                PreparedStatement claim = CLAIM.prepare(connection, values);
                ResultSet row = claim.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            OffsetDateTime last = row.getObject(1, OffsetDateTime.class);
            return Optional.of(new Claim(last == null ? null : last.toInstant()));
        }
    }

    void record(DetectionRun run) throws SQLException {
        Map<String, Object> values = new HashMap<>();
        values.put("detection", run.detection().name());
        values.put("now", run.at());
        values.put("millis", run.millis());
        values.put("findings", run.isComplete() ? Math.min(run.findings().found(), Integer.MAX_VALUE) : null);
        values.put("alerted", run.isComplete() ? run.findings().strongest().size() : null);
        values.put("error", run.error());
        try (Connection connection = database.getConnection();
                PreparedStatement update = RECORD.prepare(connection, values)) {
            update.executeUpdate();
        }
    }
}
