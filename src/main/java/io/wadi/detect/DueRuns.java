package io.wadi.detect;

import io.wadi.database.Jdbc;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The runs of one round, each claimed when it is asked for: a detection that is behind gets several, in turn with the
 * others. Not thread-safe.
 */
final class DueRuns implements Iterator<DueRun> {

    private static final Logger LOG = LoggerFactory.getLogger(DueRuns.class);

    private final DetectionLog log;
    private final DetectCounters counters;
    private final Instant until;
    private final Instant now;
    private final Duration catchUp;
    private final Deque<Detection> waiting;
    private int left;
    private DueRun next;

    /**
     * The due runs of detections.
     *
     * @param until the time up to which flows are stored
     * @param catchUp how far back missed runs are repeated
     * @param most how many runs at most
     */
    DueRuns(
            DetectionLog log,
            DetectCounters counters,
            List<Detection> detections,
            Instant until,
            Instant now,
            Duration catchUp,
            int most) {
        this.log = log;
        this.counters = counters;
        this.until = until;
        this.now = now;
        this.catchUp = catchUp;
        waiting = new ArrayDeque<>(detections);
        left = most;
    }

    @Override
    public boolean hasNext() {
        while (next == null && left > 0 && !waiting.isEmpty()) {
            Detection detection = waiting.poll();
            claim(detection).ifPresent(run -> {
                next = run;
                left--;
                waiting.add(detection);
            });
        }
        return next != null;
    }

    @Override
    public DueRun next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        DueRun run = next;
        next = null;
        return run;
    }

    private Optional<DueRun> claim(Detection detection) {
        try {
            return log.claim(detection, until, now).map(claim -> new DueRun(detection, time(detection, claim)));
        } catch (DataAccessException e) {
            throw new IllegalStateException(Jdbc.message(e), e);
        }
    }

    /** One schedule after the last run while there is more than one to make up for, else what is stored now. */
    private Instant time(Detection detection, DetectionLog.Claim claim) {
        Instant last = claim.evaluatedUntil();
        Duration schedule = detection.schedule();
        if (last == null || last.plus(schedule.multipliedBy(2)).isAfter(until)) {
            return until;
        }
        Instant due = last.plus(schedule);
        Instant earliest = until.minus(catchUp);
        if (!due.isBefore(earliest)) {
            return due;
        }
        LOG.warn(
                "Detection {} skips {} to {}: this time is older than wadi.detect.catch-up-hours allows",
                detection.name(),
                last,
                earliest);
        counters.skipped(detection, Duration.between(last, earliest));
        return earliest;
    }
}
