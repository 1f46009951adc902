package io.wadi.netflow;

import java.util.concurrent.atomic.AtomicLong;

/** How much of something all workers of an endpoint may keep together. Thread-safe. */
final class SharedBound {

    private final long most;
    private final AtomicLong held = new AtomicLong();

    /**
     * Creates a bound.
     *
     * @param most the largest sum, in the unit of what is kept
     */
    SharedBound(long most) {
        this.most = most;
    }

    /** Takes so much, or nothing and returns false if that is more than is left. */
    boolean tryTake(long amount) {
        if (held.addAndGet(amount) <= most) {
            return true;
        }
        held.addAndGet(-amount);
        return false;
    }

    /** Returns what was taken. */
    void giveBack(long amount) {
        held.addAndGet(-amount);
    }

    /** What is taken. */
    long held() {
        return held.get();
    }
}
