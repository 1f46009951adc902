package io.wadi.detect;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import javax.sql.DataSource;

/**
 * The bean {@code detection-schedule}: finds the runs that are due, by the time up to which flows are stored. Flows
 * that are stored late are evaluated late and not skipped. Thread-safe.
 */
public final class DetectionSchedule {

    /** So that alerts are published meanwhile. */
    private static final int MOST_RUNS = 500;

    private final Detections detections;
    private final DetectionLog log;
    private final StoredTime storedTime;
    private final Clock clock;
    private final Duration catchUp;
    private final DetectCounters counters;

    /**
     * A schedule for these detections.
     *
     * @param database remembers the last runs, so that a restart does not repeat them and several processes share them
     * @param catchUp how far back missed runs are repeated
     */
    public DetectionSchedule(
            Detections detections,
            DataSource database,
            StoredTime storedTime,
            Clock clock,
            Duration catchUp,
            DetectCounters counters) {
        this.detections = detections;
        this.log = new DetectionLog(database);
        this.storedTime = storedTime;
        this.clock = clock;
        this.catchUp = catchUp;
        this.counters = counters;
    }

    /**
     * The runs whose time has come, a bounded number. Each is the caller's once it is taken from the iterator, and the
     * detection's next one follows when it has been entered.
     */
    public Iterator<DueRun> due() {
        Instant now = clock.instant();
        return new DueRuns(log, counters, detections.current(), storedTime.until(now), now, catchUp, MOST_RUNS);
    }
}
