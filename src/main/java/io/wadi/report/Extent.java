package io.wadi.report;

import java.time.Instant;

/**
 * The times of the first and the last stored packet.
 *
 * @param earliest null if no packet is stored
 * @param latest null if no packet is stored
 */
public record Extent(Instant earliest, Instant latest) {

    /** The extent as a sentence. */
    @Override
    public String toString() {
        return earliest == null ? "nothing is stored yet" : "the stored packets are from " + earliest + " to " + latest;
    }
}
