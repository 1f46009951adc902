package io.wadi.lake;

import io.micrometer.core.instrument.MeterRegistry;
import io.wadi.database.Jdbc;
import io.wadi.failure.PeriodicTask;
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
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The upkeep of one table, run after run. A step that fails does not keep the others from running: its failure is counted,
 * said once, and left for the next run. Used by one thread.
 */
final class TableUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(TableUpkeep.class);

    /** Each commit writes the list of all snapshots. */
    private static final int MOST_SNAPSHOTS = 2_000;

    /** A file is committed seconds after it is written; a reader of another engine may list files for hours. */
    private static final Duration YOUNGEST_ORPHAN = Duration.ofDays(1);

    /** Those of one run; the next one finds more. */
    private static final int MOST_ORPHANS = 10_000;

    private final Lake lake;
    private final Duration rows;
    private final Duration snapshots;
    private final Clock clock;
    private final List<PeriodicTask> steps;
    private final LongAdder retired = new LongAdder();
    private final LongAdder merged = new LongAdder();
    private final LongAdder orphans = new LongAdder();
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
        steps = List.of(
                step("Removing old rows", this::retain),
                step("Merging small files", table -> new LakeCompaction(table).run(merged::add)),
                step("Removing old snapshots", this::expire),
                step("Removing unused files", this::removeOrphans));
    }

    private PeriodicTask step(String does, Consumer<LakeTable> step) {
        return new PeriodicTask(does + " of " + lake.content().table() + " in the lake", () -> lake.useBeside(step));
    }

    void run() {
        steps.forEach(PeriodicTask::run);
    }

    void bindTo(MeterRegistry registry) {
        steps.forEach(step -> step.bindTo(registry));
    }

    /** Files whose rows were all too old. */
    long retired() {
        return retired.sum();
    }

    /** Small files that were replaced. */
    long merged() {
        return merged.sum();
    }

    /** Files that no snapshot used. */
    long orphans() {
        return orphans.sum();
    }

    /** The database's clock decides, as for its tables. */
    private void retain(LakeTable table) {
        if (rows.isZero()) {
            return;
        }
        Instant now = Jdbc.client(lake.database())
                .sql("select now()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        retired.add(new LakeRetention(table, now.minus(rows)).run());
    }

    private void expire(LakeTable table) {
        if (!table.hasOwnSnapshot()) {
            // Its ancestors have the offsets, and may be expired now.
            table.commit(List.of(), Optional::of);
        }
        table.bringBackClock();
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
    private void removeOrphans(LakeTable table) {
        Instant latest = clock.instant().minus(YOUNGEST_ORPHAN);
        Set<String> now = new OrphanFiles(table.iceberg(), MOST_ORPHANS).writtenBefore(latest);
        Set<String> found = new HashSet<>(now);
        found.retainAll(unused);
        unused = now;
        found.forEach(file -> table.iceberg().io().deleteFile(file));
        orphans.add(found.size());
        if (!found.isEmpty()) {
            LOG.info("Removed {} files of the lake that no snapshot uses", found.size());
        }
    }
}
