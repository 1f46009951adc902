package io.wadi.packet;

import java.util.concurrent.atomic.AtomicInteger;

/** The part of the heap that all consumers of one component share, except those with a limit of their own. Thread-safe. */
public final class SharedHeap {

    private final AtomicInteger sharers = new AtomicInteger();

    /** What a consumer may use: its own limit in bytes, or 30 % of the heap if that is 0. */
    public long limit(long ownLimit) {
        return ownLimit == 0 ? Runtime.getRuntime().maxMemory() * 3 / 10 : ownLimit;
    }

    /** From now until it is closed and empty, a budget without a limit of its own has only its share. */
    public void share(QueueBudget budget, long ownLimit) {
        if (ownLimit == 0) {
            budget.join(sharers);
        }
    }
}
