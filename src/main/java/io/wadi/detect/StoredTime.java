package io.wadi.detect;

import java.time.Instant;

/** Knows up to which time flows are stored. */
@FunctionalInterface
public interface StoredTime {

    /**
     * The time up to which all flows are stored that will be, as far as is known.
     *
     * @param now the wall clock's time, beyond which it never is
     * @throws IllegalStateException when database or broker do not say
     */
    Instant until(Instant now);
}
