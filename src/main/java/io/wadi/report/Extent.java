package io.wadi.report;

import java.time.Instant;

/**
 * From when to when anything is stored.
 *
 * @param earliest null where nothing is
 * @param latest null where nothing is
 */
public record Extent(Instant earliest, Instant latest) {

    /** As a sentence. */
    @Override
    public String toString() {
        return earliest == null ? "nothing is stored yet" : "what is stored is from " + earliest + " to " + latest;
    }
}
