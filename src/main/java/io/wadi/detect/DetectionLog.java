package io.wadi.detect;

import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code detection_runs}: the last run of each detection and its result. Thread-safe. */
final class DetectionLog {

    private static final Sql CLAIM = Sql.file("alerts/claim-run");
    private static final Sql RECORD = Sql.file("alerts/record-run");

    /** Time that a process has for a run, in addition to the query's own time-out, which is at most an hour. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    /** A claimed run; the time is null if nothing was evaluated before. */
    record Claim(Instant evaluatedUntil) {}

    private final JdbcClient database;

    DetectionLog(DataSource database) {
        this.database = Jdbc.client(database);
    }

    /**
     * Claims the next run of a detection if it is due. Only one of several processes succeeds.
     *
     * @param until time up to which flows are stored
     */
    Optional<Claim> claim(Detection detection, Instant until, Instant now) {
        Map<String, Object> values = Map.of(
                "detection", detection.name(),
                "now", now,
                "until", until,
                "lease", detection.timeout().plus(LEASE).toSeconds(),
                "schedule", detection.schedule().toSeconds());
        return CLAIM
                .on(database, values)
                .query((row, number) -> row.getObject("evaluated_until", OffsetDateTime.class))
                .list()
                .stream()
                .map(last -> new Claim(last == null ? null : last.toInstant()))
                .findFirst();
    }

    void record(DetectionRun run) {
        Map<String, Object> values = new HashMap<>();
        values.put("detection", run.detection().name());
        values.put("now", run.at());
        values.put("millis", run.millis());
        values.put("findings", run.isComplete() ? Math.min(run.findings().found(), Integer.MAX_VALUE) : null);
        values.put("alerted", run.isComplete() ? run.findings().strongest().size() : null);
        values.put("error", run.error());
        RECORD.on(database, values).update();
    }
}
