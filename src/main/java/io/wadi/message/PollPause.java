package io.wadi.message;

import io.wadi.failure.Backoff;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The pause of a consumer whose poll has failed. Camel polls again at once: with a deserializer that cannot read the
 * messages, or an option that the broker refuses, a route took a processor and wrote thousands of lines a second.
 */
final class PollPause {

    private static final long LONGEST_MILLIS = 5_000;

    private final Backoff backoff;
    private final Semaphore woken = new Semaphore(0);

    PollPause() {
        this(new Backoff(LONGEST_MILLIS));
    }

    PollPause(Backoff backoff) {
        this.backoff = backoff;
    }

    /** Waits before the next poll, longer after each failure; {@link #end} ends it. */
    void afterFailure() {
        try {
            woken.tryAcquire(backoff.nextMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** After a poll without a failure. */
    void afterSuccess() {
        backoff.reset();
    }

    /** Ends the pause, or the next one; any thread may call it. */
    void end() {
        woken.release();
    }
}
