package io.wadi.detect;

import java.time.Duration;
import java.util.List;

/**
 * A query that finds suspicious traffic, with its header.
 *
 * @param name name of the file without {@code .sql}
 * @param file where it stands, for messages
 * @param title what alerts are called
 * @param severity of its alerts
 * @param schedule time between two runs; zero where it is switched off
 * @param closesAfter how long a subject must not be found before its alert is over
 * @param timeout how long the query may take; zero for the setting
 * @param explanation what it looks for, for readers
 * @param parameters what the query takes besides {@code :#now}
 * @param query one statement that gives {@code subject}, {@code score} and {@code evidence}
 */
public record Detection(
        String name,
        String file,
        String title,
        Severity severity,
        Duration schedule,
        Duration closesAfter,
        Duration timeout,
        String explanation,
        List<DetectionParameter> parameters,
        String query) {

    /** Whether its header says {@code schedule: off}. */
    public boolean isOff() {
        return schedule.isZero();
    }
}
