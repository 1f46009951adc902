package io.wadi.detect;

import io.wadi.filter.FlowFilter;
import java.time.Duration;
import java.util.List;

/**
 * A query that finds suspicious traffic, with its header.
 *
 * @param name name of the file without {@code .sql}
 * @param file path of the file, for messages
 * @param title title of its alerts
 * @param severity of its alerts
 * @param schedule time between two runs; zero if it is switched off
 * @param closesAfter an alert closes if its subject is not found for this long
 * @param timeout longest time of the query; zero for the setting
 * @param explanation what it detects, for readers
 * @param parameters parameters of the query besides {@code :#now}
 * @param filter the flows that the query reads
 * @param query one statement that returns {@code subject}, {@code score} and {@code evidence}
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
        FlowFilter filter,
        String query) {

    /** Whether its header has {@code schedule: off}. */
    public boolean isOff() {
        return schedule.isZero();
    }
}
