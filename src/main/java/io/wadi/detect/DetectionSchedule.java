package io.wadi.detect;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The bean {@code detection-schedule}: which detections are due. Thread-safe. */
public final class DetectionSchedule {

    private final Detections detections;
    private final DetectionLog log;
    private final Clock clock;

    /**
     * A schedule for these detections.
     *
     * @param database remembers the last runs, so that a restart does not repeat them and several processes share them
     */
    public DetectionSchedule(Detections detections, DataSource database, Clock clock) {
        this.detections = detections;
        this.log = new DetectionLog(database);
        this.clock = clock;
    }

    /**
     * The detections whose time has come; from now on it is the caller who runs them.
     *
     * @throws SQLException when the database is away
     */
    public List<Detection> due() throws SQLException {
        Instant now = clock.instant();
        List<Detection> due = new ArrayList<>();
        for (Detection detection : detections.current()) {
            if (log.claim(detection, now)) {
                due.add(detection);
            }
        }
        return due;
    }
}
