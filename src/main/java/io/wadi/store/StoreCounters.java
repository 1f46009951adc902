package io.wadi.store;

import io.wadi.packet.DeadLetter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The bean {@code store-counters}: what the store routes of this process did. Thread-safe. */
public final class StoreCounters {

    private final Map<String, LongAdder> dead = new ConcurrentHashMap<>();

    /** Counts a message that could not be read. */
    public void deadLettered(DeadLetter letter) {
        dead.computeIfAbsent(letter.consumer(), consumer -> new LongAdder()).increment();
    }

    /** Messages that a consumer group could not read. */
    public long dead(String consumer) {
        LongAdder count = dead.get(consumer);
        return count == null ? 0 : count.sum();
    }
}
