package io.wadi.lake;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wadi.metrics.Meters;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The bean {@code lake-upkeep}: removes rows that are too old, merges small files, and removes earlier snapshots and files
 * that a store wrote and did not commit, because it was killed in between. Safe beside stores, also of other processes.
 * Used by one thread.
 */
public final class LakeUpkeep implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(LakeUpkeep.class);

    private final Map<Lake, TableUpkeep> tables;
    private final LongAdder retired = new LongAdder();
    private final LongAdder merged = new LongAdder();
    private final LongAdder orphans = new LongAdder();

    /**
     * Creates the bean.
     *
     * @param kept how long the rows of each table are kept; zero means forever
     * @param snapshots how long earlier snapshots can be read
     * @param clock tells the age of snapshots and files
     */
    public LakeUpkeep(Map<Lake, Duration> kept, Duration snapshots, Clock clock) {
        tables = kept.keySet().stream()
                .collect(Collectors.toMap(
                        lake -> lake, lake -> new TableUpkeep(lake, kept.get(lake), snapshots, clock)));
    }

    /** Removes what is too old, of tables that exist. A failure is left for the next run. */
    public void run() {
        tables.forEach((lake, upkeep) -> {
            try {
                lake.useBeside(table -> count(upkeep.run(table)));
            } catch (DataAccessException e) {
                LOG.warn("Upkeep of the lake failed; the next run tries again: {}", e.getMessage());
            }
        });
    }

    private void count(TableUpkeep.Done done) {
        retired.add(done.retired());
        merged.add(done.merged());
        orphans.add(done.orphans());
        if (done.orphans() > 0) {
            LOG.info("Removed {} files of the lake that no snapshot uses", done.orphans());
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Meters.of(registry, this)
                .counter(
                        "wadi.lake.retired",
                        "Files of the lake that were removed because all their rows were too old",
                        upkeep -> upkeep.retired.sum())
                .counter(
                        "wadi.lake.merged",
                        "Small files of the lake that were replaced by larger ones",
                        upkeep -> upkeep.merged.sum())
                .counter(
                        "wadi.lake.orphans",
                        "Files of the lake that no snapshot used and that were removed",
                        upkeep -> upkeep.orphans.sum());
    }
}
