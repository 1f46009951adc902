package io.wadi.message;

import java.time.Duration;

/**
 * How long a consumer waits at once. A route that stops waits for the poll of its consumer, and Camel's default
 * {@code pollTimeoutMs} is longer than a stop may take. Camel polls again if an empty poll returns early.
 */
public final class BriefPoll {

    /** A small part of {@code camel.main.shutdown-timeout}. */
    private static final Duration LONGEST = Duration.ofMillis(500);

    private BriefPoll() {}

    /** The time-out of a poll, or the longest that a stop can wait for. */
    public static Duration of(Duration timeout) {
        return timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
    }
}
