package io.wadi.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.wadi.metrics.Meters;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What retention of this process removed, by table. Thread-safe. */
final class RetentionCounters {

    private final Map<String, LongAdder> dropped = new HashMap<>();
    private final Map<String, LongAdder> postponed = new HashMap<>();
    private final Map<String, LongAdder> deleted = new HashMap<>();

    RetentionCounters(Collection<String> partitioned, Collection<String> swept) {
        for (String table : partitioned) {
            dropped.put(table, new LongAdder());
            postponed.put(table, new LongAdder());
            deleted.put(table, new LongAdder());
        }
        swept.forEach(table -> deleted.put(table, new LongAdder()));
    }

    void dropped(String table) {
        dropped.get(table).increment();
    }

    void postponed(String table) {
        postponed.get(table).increment();
    }

    void deleted(String table, long rows) {
        deleted.get(table).add(rows);
    }

    void bindTo(MeterRegistry registry) {
        bind(registry, dropped, "wadi.retention.partitions", "Partitions dropped because they were too old");
        bind(
                registry,
                postponed,
                "wadi.retention.postponed",
                "Runs that left old partitions to the next one, because the table was in use all the time");
        bind(registry, deleted, "wadi.retention.rows", "Rows deleted because they were too old or too many");
    }

    private static void bind(MeterRegistry registry, Map<String, LongAdder> counts, String name, String description) {
        counts.forEach((table, count) ->
                Meters.of(registry, count, "table", table).counter(name, description, LongAdder::sum));
    }
}
