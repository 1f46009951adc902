package io.wadi.lake;

import io.wadi.database.Jdbc;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** The upkeep of one table, run after run. Used by one thread. */
final class TableUpkeep {

    /** Each commit writes the list of all snapshots. */
    private static final int MOST_SNAPSHOTS = 2_000;

    /** A file is committed seconds after it is written; a reader of another engine may list files for hours. */
    private static final Duration YOUNGEST_ORPHAN = Duration.ofDays(1);

    private final Lake lake;
    private final Duration rows;
    private final Duration snapshots;
    private final Clock clock;
    private Set<String> unused = Set.of();

    /**
     * Creates the upkeep.
     *
     * @param rows how long rows are kept; zero means forever
     * @param snapshots how long earlier snapshots can be read
     * @param clock tells the age of snapshots and files
     */
    TableUpkeep(Lake lake, Duration rows, Duration snapshots, Clock clock) {
        this.lake = lake;
        this.rows = rows;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /**
     * What a run did.
     *
     * @param retired files whose rows were all too old
     * @param merged small files that were replaced
     * @param orphans files that no snapshot used
     */
    record Done(int retired, int merged, int orphans) {}

    Done run(LakeTable table) {
        int retired = retain(table);
        int merged = new LakeCompaction(table).run();
        expire(table);
        return new Done(retired, merged, removeOrphans(table));
    }

    /** The database's clock decides, as for its tables. */
    private int retain(LakeTable table) {
        if (rows.isZero()) {
            return 0;
        }
        Instant now = Jdbc.client(lake.database())
                .sql("select now()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        return new LakeRetention(table, now.minus(rows)).run();
    }

    private void expire(LakeTable table) {
        if (!table.hasOwnSnapshot()) {
            // Its ancestors have the offsets, and may be expired now.
            table.commit(List.of(), Optional::of);
        }
        long oldest = clock.instant().minus(snapshots).toEpochMilli();
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
    private int removeOrphans(LakeTable table) {
        Instant latest = clock.instant().minus(YOUNGEST_ORPHAN);
        Set<String> now = new OrphanFiles(table.iceberg()).writtenBefore(latest);
        Set<String> found = new HashSet<>(now);
        found.retainAll(unused);
        unused = now;
        found.forEach(file -> table.iceberg().io().deleteFile(file));
        return found.size();
    }
}
