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

    /** Most runs at a time, so that alerts are published in between. */
    private static final int MOST_RUNS = 500;

    private final Detections detections;
    private final DetectionLog log;
    private final StoredTime storedTime;
    private final Clock clock;
    private final Duration catchUp;
    private final DetectCounters counters;

    /**
     * Creates a schedule for these detections.
     *
     * @param database stores the last runs, so that a restart does not repeat them and several processes share them
     * @param catchUp how far back missed runs are made up
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
     * The runs that are due, a bounded number. A run is claimed when it is taken from the iterator. The detection's
     * next run follows after the result of this one is stored.
     */
    public Iterator<DueRun> due() {
        Instant now = clock.instant();
        return new DueRuns(log, counters, detections.current(), storedTime.until(now), now, catchUp, MOST_RUNS);
    }
}
