package io.wadi.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.wadi.metrics.Meters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What this process did for the partitions of each table. Thread-safe. */
final class PartitionCounters {

    private static final class Counts {
        private final LongAdder made = new LongAdder();
        private final LongAdder postponed = new LongAdder();
        private final LongAdder moved = new LongAdder();
        private final AtomicLong ahead = new AtomicLong();
    }

    private final Map<String, Counts> tables;

    PartitionCounters(List<String> tables) {
        this.tables = tables.stream().collect(Collectors.toMap(Function.identity(), table -> new Counts()));
    }

    /**
     * Counts an attempt.
     *
     * @param moved rows that went to the new partition; null where it was not made
     * @return whether it was made
     */
    boolean attempt(String table, Long moved) {
        Counts counts = tables.get(table);
        if (moved == null) {
            counts.postponed.increment();
            return false;
        }
        counts.made.increment();
        counts.moved.add(moved);
        return true;
    }

    /** Notes how many rows are of days far ahead; answers how many there were before. */
    long ahead(String table, long rows) {
        return tables.get(table).ahead.getAndSet(rows);
    }

    void bindTo(MeterRegistry registry) {
        tables.forEach((table, counts) -> Meters.of(registry, counts, "table", table)
                .counter("wadi.store.partitions", "Partitions made", of -> of.made.sum())
                .counter(
                        "wadi.store.partitions.postponed",
                        "Partitions that could not be created at once; their rows go to the default partition",
                        of -> of.postponed.sum())
                .counter(
                        "wadi.store.moved.rows",
                        "Rows moved from the default partition to that of their day",
                        of -> of.moved.sum())
                .gauge(
                        "wadi.store.ahead.rows",
                        "Rows of days further ahead than wadi.store.days-ahead; counted up to 100,000",
                        null,
                        of -> of.ahead.get()));
    }
}
