package io.wadi.lake;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wadi.metrics.Meters;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The bean {@code lake-upkeep}: removes rows that are too old, merges small files, and removes earlier snapshots and files
 * that a store wrote and did not commit, because it was killed in between. Safe beside stores, also of other processes.
 * Used by one thread.
 */
public final class LakeUpkeep implements MeterBinder {

    private final List<TableUpkeep> tables;

    /**
     * Creates the bean.
     *
     * @param kept how long the rows of each table are kept; zero means forever
     * @param snapshots how long earlier snapshots can be read
     * @param clock tells the age of snapshots and files
     */
    public LakeUpkeep(Map<Lake, Duration> kept, Duration snapshots, Clock clock) {
        tables = kept.entrySet().stream()
                .map(table -> new TableUpkeep(table.getKey(), table.getValue(), snapshots, clock))
                .toList();
    }

    /** Removes what is too old, of tables that exist. A failure is left for the next run. */
    public void run() {
        tables.forEach(TableUpkeep::run);
    }

    private double sum(ToLongFunction<TableUpkeep> count) {
        return tables.stream().mapToLong(count).sum();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        tables.forEach(table -> table.bindTo(registry));
        Meters.of(registry, this)
                .counter(
                        "wadi.lake.retired",
                        "Files of the lake that were removed because all their rows were too old",
                        upkeep -> upkeep.sum(TableUpkeep::retired))
                .counter(
                        "wadi.lake.merged",
                        "Small files of the lake that were replaced by larger ones",
                        upkeep -> upkeep.sum(TableUpkeep::merged))
                .counter(
                        "wadi.lake.orphans",
                        "Files of the lake that no snapshot used and that were removed",
                        upkeep -> upkeep.sum(TableUpkeep::orphans));
    }
}
