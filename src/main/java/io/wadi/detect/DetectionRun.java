package io.wadi.detect;

import java.time.Instant;

/**
 * One run of a detection and its result.
 *
 * @param detection the detection
 * @param at the time for which it ran
 * @param millis duration of the query in milliseconds
 * @param findings its result; empty after a failure, which does not affect alerts
 * @param error reason of the failure, or null
 */
public record DetectionRun(Detection detection, Instant at, long millis, Findings findings, String error) {

    /** Whether the query succeeded. */
    public boolean isComplete() {
        return error == null;
    }
}
