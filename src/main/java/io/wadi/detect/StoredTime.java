package io.wadi.detect;

import java.time.Instant;

/** Determines the time up to which flows are stored. */
@FunctionalInterface
public interface StoredTime {

    /**
     * The time up to which all flows are stored, as far as is known.
     *
     * @param now the wall clock's time; the result is never later
     * @throws IllegalStateException if the database or the broker does not answer
     */
    Instant until(Instant now);
}
