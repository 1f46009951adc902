package io.wadi.lake;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wadi.database.Jdbc;
import io.wadi.metrics.Meters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The bean {@code lake-upkeep}: removes packets that are too old, merges small files, and removes earlier snapshots and
 * files that a store wrote and did not commit, because it was killed in between. Safe beside stores, also of other
 * processes. Used by one thread.
 */
public final class LakeUpkeep implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(LakeUpkeep.class);

    /** Each commit writes the list of all snapshots. */
    private static final int MOST_SNAPSHOTS = 2_000;

    /** A file is committed seconds after it is written; a reader of another engine may list files for hours. */
    private static final Duration YOUNGEST_ORPHAN = Duration.ofDays(1);

    private final Lake lake;
    private final Duration packets;
    private final Duration kept;
    private final Clock clock;
    private final LongAdder retired = new LongAdder();
    private final LongAdder merged = new LongAdder();
    private final LongAdder orphans = new LongAdder();
    private Set<String> unused = Set.of();

    /**
     * Creates the bean.
     *
     * @param packets how long packets are kept; zero means forever
     * @param kept how long earlier snapshots can be read
     * @param clock tells the age of snapshots and files
     */
    public LakeUpkeep(Lake lake, Duration packets, Duration kept, Clock clock) {
        this.lake = lake;
        this.packets = packets;
        this.kept = kept;
        this.clock = clock;
    }

    /** Removes what is too old. A failure is left for the next run. */
    public void run() {
        try {
            lake.useBeside(table -> {
                retain(table);
                merged.add(new LakeCompaction(table).run());
                expire(table);
                removeOrphans(table);
                return null;
            });
        } catch (DataAccessException e) {
            LOG.warn("Upkeep of the lake failed; the next run tries again: {}", e.getMessage());
        }
    }

    /** The database's clock decides, as for its tables. */
    private void retain(LakeTable table) {
        if (!packets.isZero()) {
            Instant now = Jdbc.client(lake.database())
                    .sql("select now()")
                    .query(OffsetDateTime.class)
                    .single()
                    .toInstant();
            retired.add(new LakeRetention(table, now.minus(packets)).run());
        }
    }

    private void expire(LakeTable table) {
        if (!table.hasOwnSnapshot()) {
            // Its ancestors have the offsets, and may be expired now.
            table.commit(List.of(), Optional::of);
        }
        long oldest = clock.instant().minus(kept).toEpochMilli();
        table.iceberg()
                .expireSnapshots()
                .expireOlderThan(Math.max(oldest, oldestOfMost(table.iceberg())))
                .commit();
    }

    private static long oldestOfMost(Table table) {
        return StreamSupport.stream(table.snapshots().spliterator(), false)
                .map(Snapshot::timestampMillis)
                .sorted(Comparator.reverseOrder())
                .skip(MOST_SNAPSHOTS)
                .findFirst()
                .map(millis -> millis + 1)
                .orElse(Long.MIN_VALUE);
    }

    /**
     * Removes what the previous run has found, too. If a clock jumps, or that of a file server is another, a file that is
     * just written looks old; by the next run it is committed.
     */
    private void removeOrphans(LakeTable table) {
        Instant latest = clock.instant().minus(YOUNGEST_ORPHAN);
        Set<String> now = new OrphanFiles(table.iceberg()).writtenBefore(latest);
        Set<String> found = new HashSet<>(now);
        found.retainAll(unused);
        unused = now;
        found.forEach(file -> table.iceberg().io().deleteFile(file));
        if (!found.isEmpty()) {
            orphans.add(found.size());
            LOG.info("Removed {} files of the lake that no snapshot uses", found.size());
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Meters.of(registry, this)
                .counter(
                        "wadi.lake.retired",
                        "Files of the lake that were removed because all their packets were too old",
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
