package io.wadi.detect;

import io.wadi.database.Jdbc;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The bean {@code detection-runner}: runs one detection. A query that fails or takes too long affects only this
 * detection: the failure is reported by name and stored in {@code detection_runs}. Thread-safe.
 */
public final class DetectionRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DetectionRunner.class);
    private static final String CANCELLED = "57014";
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final DetectionQuery query;
    private final DetectionLog log;
    private final Duration timeout;
    private final DetectCounters counters;
    private final Map<String, String> failing = new ConcurrentSkipListMap<>();
    private final Map<String, Long> flooded = new ConcurrentSkipListMap<>();

    /**
     * Creates a runner.
     *
     * @param timeout time-out of queries that have none of their own
     */
    public DetectionRunner(DataSource database, Duration timeout, DetectCounters counters) {
        query = new DetectionQuery(database);
        this.log = new DetectionLog(database);
        this.timeout = timeout;
        this.counters = counters;
    }

    /**
     * Runs a detection that is due.
     *
     * @throws SQLException if the database is unreachable, which is not an error of the detection
     */
    public DetectionRun runDue(DueRun due) throws SQLException {
        return run(due.detection(), due.at());
    }

    /**
     * Runs a detection for any point in time, for example that of an old capture.
     *
     * @throws SQLException if the database is unreachable
     */
    public DetectionRun run(Detection detection, Instant now) throws SQLException {
        long start = System.nanoTime();
        Findings findings = Findings.NONE;
        String error = null;
        try {
            findings = query.ask(detection, now, timeoutOf(detection));
        } catch (DetectionException e) {
            error = e.getMessage();
        } catch (DataAccessException | TransactionException e) {
            SQLException cause = Jdbc.cause(e).orElseThrow(() -> e);
            if (isDatabaseAway(cause)) {
                throw cause;
            }
            error = reason(detection, cause);
        }
        DetectionRun run = new DetectionRun(detection, now, millisSince(start), findings, error);
        log.record(run);
        report(run);
        return run;
    }

    private Duration timeoutOf(Detection detection) {
        return detection.timeout().isZero() ? timeout : detection.timeout();
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / NANOS_PER_MILLI;
    }

    /** Lost or refused connections (class 08), servers that stop or lack resources (53, 57 except a time-out, 58). */
    private static boolean isDatabaseAway(SQLException e) {
        String state = e.getSQLState();
        if (state == null || state.length() < 2) {
            return true;
        }
        return switch (state.substring(0, 2)) {
            case "08", "53", "58" -> true;
            case "57" -> !state.equals(CANCELLED);
            default -> false;
        };
    }

    private String reason(Detection detection, SQLException e) {
        return CANCELLED.equals(e.getSQLState())
                ? "stopped after " + timeoutOf(detection).toMillis() / 1000.0 + " s, its timeout"
                : e.getMessage().replaceAll("\\s*\n\\s*", ", ");
    }

    /** Logs only changes: a detection fails, fails for another reason, or works again. */
    private void report(DetectionRun run) {
        Detection detection = run.detection();
        counters.ran(run);
        String before =
                run.isComplete() ? failing.remove(detection.name()) : failing.put(detection.name(), run.error());
        reportOthers(run);
        if (run.isComplete() && before != null) {
            LOG.info("Detection {} works again", detection.name());
        } else if (!run.isComplete() && !run.error().equals(before)) {
            LOG.warn("Detection {} failed ({}): {}", detection.name(), detection.file(), run.error());
        }
    }

    private void reportOthers(DetectionRun run) {
        String name = run.detection().name();
        if (run.findings().others() == 0) {
            flooded.remove(name);
        } else if (flooded.put(name, run.findings().found()) == null) {
            LOG.warn(
                    "Detection {} found {} subjects; only the {} with the highest scores become alerts",
                    name,
                    run.findings().found(),
                    run.findings().strongest().size());
        }
    }

    /**
     * Detections whose last run found more subjects than get their own alerts, by name, with the number of subjects.
     */
    public Map<String, Long> flooded() {
        return Map.copyOf(flooded);
    }

    /** Detections whose last run failed, by name, with the reason. */
    public Map<String, String> failing() {
        return Map.copyOf(failing);
    }
}
