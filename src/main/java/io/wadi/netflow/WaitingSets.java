package io.wadi.netflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Data sets of one source that arrived before their template, by template id. Not thread-safe. */
final class WaitingSets {

    /** Longest wait. Exporters send templates at least every few minutes; the first ones follow a start at once. */
    static final long LONGEST_NANOS = 120_000_000_000L;

    /** Heap of a waiting set without its bytes. */
    static final int HEAP_BYTES = 160;

    /**
     * One data set.
     *
     * @param records its records, without the set header
     * @param exportNanos time of export
     * @param receivedNanos time of arrival
     * @param uptimeMillis the exporter's uptime
     * @param hasUptime whether its protocol has an uptime
     */
    record WaitingSet(byte[] records, long exportNanos, long receivedNanos, int uptimeMillis, boolean hasUptime) {

        static WaitingSet of(byte[] records, MessageTimes times) {
            return new WaitingSet(
                    records, times.exportNanos(), times.receivedNanos(), times.uptimeMillis(), times.hasUptime());
        }

        long heldBytes() {
            return HEAP_BYTES + records.length;
        }

        void restore(MessageTimes times) {
            if (hasUptime) {
                times.set(exportNanos, receivedNanos, uptimeMillis);
            } else {
                times.set(exportNanos, receivedNanos);
            }
        }
    }

    private final Map<Integer, Deque<WaitingSet>> sets = new HashMap<>();

    boolean isEmpty() {
        return sets.isEmpty();
    }

    void add(int template, WaitingSet set) {
        sets.computeIfAbsent(template, id -> new ArrayDeque<>()).add(set);
    }

    /** Removes and returns the sets that wait for a template, in the order of their arrival. */
    Deque<WaitingSet> take(int template) {
        Deque<WaitingSet> taken = sets.remove(template);
        return taken == null ? new ArrayDeque<>() : taken;
    }

    /** Removes the sets that arrived before a time, and returns them. */
    Deque<WaitingSet> takeBefore(long nanos) {
        Deque<WaitingSet> taken = new ArrayDeque<>();
        for (Deque<WaitingSet> each : sets.values()) {
            while (!each.isEmpty() && each.peek().receivedNanos() < nanos) {
                taken.add(each.remove());
            }
        }
        sets.values().removeIf(Deque::isEmpty);
        return taken;
    }
}
