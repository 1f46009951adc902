package io.wadi.failure;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Delays that double from half a second up to a limit. Half of each delay is random, so processes do not retry at
 * the same time. Used by one thread.
 */
public final class Backoff {

    private static final long FIRST_MILLIS = 500;

    private final long lastMillis;
    private long millis = FIRST_MILLIS;

    /** Creates a backoff with a longest delay. */
    public Backoff(long lastMillis) {
        this.lastMillis = lastMillis;
    }

    /** The delay before the next attempt. */
    public long nextMillis() {
        long half = millis / 2;
        millis = Math.min(millis * 2, lastMillis);
        return half + ThreadLocalRandom.current().nextLong(half + 1);
    }

    /** To be called after a successful attempt. */
    public void reset() {
        millis = FIRST_MILLIS;
    }
}
