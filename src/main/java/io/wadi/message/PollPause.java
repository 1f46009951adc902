package io.wadi.message;

import io.wadi.failure.Backoff;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The pause of a consumer whose poll has failed. Camel polls again at once: with a deserializer that cannot read the
 * messages, or an option that the broker refuses, a route took a processor and wrote thousands of lines a second. The
 * polls of a pause are brief and have no records, because Camel stops a route only between two polls.
 */
final class PollPause {

    private static final long LONGEST_MILLIS = 5_000;

    private final Backoff backoff;
    private final Semaphore woken = new Semaphore(0);
    private long endNanos = System.nanoTime();

    PollPause() {
        this(new Backoff(LONGEST_MILLIS));
    }

    PollPause(Backoff backoff) {
        this.backoff = backoff;
    }

    /** Begins a pause, which is longer after each failure. */
    void afterFailure() {
        endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(backoff.nextMillis());
    }

    /** After a poll without a failure. */
    void afterSuccess() {
        backoff.reset();
    }

    /**
     * Waits while there is a pause.
     *
     * @param longest the longest time to wait
     * @return whether this poll is part of a pause; false if it was woken
     */
    boolean rest(Duration longest) {
        long left = endNanos - System.nanoTime();
        try {
            return left > 0 && !woken.tryAcquire(Math.min(left, longest.toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Wakes the poll that rests, or the next one; any thread may call it. */
    void end() {
        woken.release();
    }
}
