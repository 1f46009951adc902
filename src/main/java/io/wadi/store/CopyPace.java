package io.wadi.store;

/**
 * Says which batches are copied. After a copy that failed, because some of its rows were there already, some batches are
 * not: one, and twice as many after each further failure in a row. Not thread-safe.
 */
final class CopyPace {

    private static final int MOST_SKIPPED = 64;

    private int rest;
    private int skipped;

    /** Whether this batch is copied. Called once for each batch. */
    boolean isDue() {
        if (skipped < rest) {
            skipped++;
            return false;
        }
        return true;
    }

    void failed() {
        rest = Math.min(MOST_SKIPPED, Math.max(1, 2 * rest));
        skipped = 0;
    }

    void succeeded() {
        rest = 0;
    }
}
