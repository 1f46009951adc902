package io.wadi.packet;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Limits logging to one line per interval across all callers. Thread-safe. */
final class LogInterval {

    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private final AtomicLong next;

    /**
     * Creates an interval whose first line is due at once.
     *
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    LogInterval(Duration interval, LongSupplier nanoTime) {
        intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
        next = new AtomicLong(nanoTime.getAsLong());
    }

    /** Whether a line is due; if so, the next one is due after the interval. */
    boolean isDue() {
        long now = nanoTime.getAsLong();
        long due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + intervalNanos);
    }
}
