package io.wadi.store;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When a fold pays, and how much of it. The row of a busy host is written once per fold, so folds that follow each other
 * closely cost the database more: after a fold the next one waits four times as long as that took, at most ten seconds,
 * unless a whole fold is waiting. Thread-safe.
 */
final class FoldPace {

    /** Sums of a fold, which take a second or two. */
    static final long MOST = 100_000;

    private static final int REST = 4;
    private static final Duration LONGEST_REST = Duration.ofSeconds(10);

    private final LongSupplier nanoTime;
    private long restsUntil;
    private long most = MOST;

    /** A pace whose first fold is due; {@code nanoTime} is {@link System#nanoTime} but in tests. */
    FoldPace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        restsUntil = nanoTime.getAsLong();
    }

    /** Whether to fold if so many sums are pending. */
    synchronized boolean isDue(long pending) {
        return pending >= most || pending > 0 && nanoTime.getAsLong() - restsUntil >= 0;
    }

    /** Sums of the next fold; the last batch may exceed it. */
    synchronized long most() {
        return most;
    }

    /** A fold of one transaction took so long. */
    synchronized void folded(Duration took) {
        restsUntil = nanoTime.getAsLong() + Math.min(REST * took.toNanos(), LONGEST_REST.toNanos());
        most = Math.min(MOST, most * 2);
    }

    /** A fold failed, perhaps because it took longer than the database allows: the next one has half as many sums. */
    synchronized void failed() {
        most = Math.max(1, most / 2);
    }
}
