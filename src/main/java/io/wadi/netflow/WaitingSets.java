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
    static final int HEAP_BYTES = 240;

    /**
     * One data set.
     *
     * @param records its records, without the set header
     * @param exportNanos time of export
     * @param arrival its arrival
     * @param uptimeMillis the exporter's uptime
     * @param hasUptime whether its protocol has an uptime
     */
    record WaitingSet(byte[] records, long exportNanos, Arrival arrival, int uptimeMillis, boolean hasUptime) {

        static WaitingSet of(byte[] records, MessageTimes times) {
            return new WaitingSet(
                    records, times.exportNanos(), times.arrival(), times.uptimeMillis(), times.hasUptime());
        }

        long heldBytes() {
            return HEAP_BYTES + records.length;
        }

        void restore(MessageTimes times) {
            if (hasUptime) {
                times.set(exportNanos, arrival, uptimeMillis);
            } else {
                times.set(exportNanos, arrival);
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

    /** Removes all sets, and returns them. */
    Deque<WaitingSet> takeAll() {
        Deque<WaitingSet> taken = new ArrayDeque<>();
        sets.values().forEach(taken::addAll);
        sets.clear();
        return taken;
    }

    /** Removes the sets that have waited for too long, and returns them. */
    Deque<WaitingSet> takeLate(long steadyNanos) {
        Deque<WaitingSet> taken = new ArrayDeque<>();
        for (Deque<WaitingSet> each : sets.values()) {
            while (!each.isEmpty() && steadyNanos - each.peek().arrival().steadyNanos() > LONGEST_NANOS) {
                taken.add(each.remove());
            }
        }
        sets.values().removeIf(Deque::isEmpty);
        return taken;
    }
}
