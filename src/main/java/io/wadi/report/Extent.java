package io.wadi.report;

import java.time.Instant;

/**
 * The time of the first and the last stored packet.
 *
 * @param earliest null where nothing is
 * @param latest null where nothing is
 */
public record Extent(Instant earliest, Instant latest) {

    /** As a sentence. */
    @Override
    public String toString() {
        return earliest == null ? "nothing is stored yet" : "the stored packets are from " + earliest + " to " + latest;
    }
}
