package io.wadi.pcap;

import java.util.concurrent.ThreadLocalRandom;

/** Waits that double from half a second to half a minute, with a random half of each, so that probes do not march in step. */
final class Backoff {

    private static final long FIRST_MILLIS = 500;
    private static final long LAST_MILLIS = 30_000;

    private long millis = FIRST_MILLIS;

    long nextMillis() {
        long half = millis / 2;
        millis = Math.min(millis * 2, LAST_MILLIS);
        return half + ThreadLocalRandom.current().nextLong(half + 1);
    }

    void reset() {
        millis = FIRST_MILLIS;
    }
}
