package io.wadi.detect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** Table {@code detection_runs}: which detection ran last when, and how it went. Thread-safe. */
final class DetectionLog {

    private static final NamedQuery CLAIM = NamedQuery.ofResource("sql/alerts/claim-run.sql");
    private static final NamedQuery RECORD = NamedQuery.ofResource("sql/alerts/record-run.sql");

    private final DataSource database;

    DetectionLog(DataSource database) {
        this.database = database;
    }

    /** Takes a detection's run on, if it is due; of several processes one succeeds. */
    boolean claim(Detection detection, Instant now) throws SQLException {
        Map<String, Object> values = Map.of(
                "detection", detection.name(),
                "now", now,
                "schedule", detection.schedule().toSeconds());
        try (Connection connection = database.getConnection();
                PreparedStatement claim = CLAIM.prepare(connection, values)) {
            return claim.executeUpdate() == 1;
        }
    }

    void record(DetectionRun run) throws SQLException {
        Map<String, Object> values = new HashMap<>();
        values.put("detection", run.detection().name());
        values.put("now", run.at());
        values.put("millis", run.millis());
        values.put("findings", run.isComplete() ? run.findings().size() : null);
        values.put("error", run.error());
        try (Connection connection = database.getConnection();
                PreparedStatement update = RECORD.prepare(connection, values)) {
            update.executeUpdate();
        }
    }
}
