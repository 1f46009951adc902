package io.wadi.detect;

import java.time.Instant;

/**
 * One run of a detection and its result.
 *
 * @param detection what ran
 * @param at the time that it looked at
 * @param millis how long the query took
 * @param findings what it found; none after a failure, which says nothing about alerts
 * @param error why it failed, or null
 */
public record DetectionRun(Detection detection, Instant at, long millis, Findings findings, String error) {

    /** Whether the query gave an answer. */
    public boolean isComplete() {
        return error == null;
    }
}
