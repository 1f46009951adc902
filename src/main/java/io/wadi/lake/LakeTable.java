package io.wadi.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * An Iceberg table, {@code wadi.packets} or {@code wadi.flows}, whose snapshots carry Kafka's offsets. Not thread-safe.
 */
final class LakeTable implements AutoCloseable {

    /** Another commit came first; each loser tries again with the new snapshot. */
    private static final int MOST_ATTEMPTS = 100;

    private final LakeCatalog catalog;
    private final LakeSchema<?> schema;
    private final Table table;

    private LakeTable(LakeCatalog catalog, LakeSchema<?> schema, Table table) {
        this.catalog = catalog;
        this.schema = schema;
        this.table = table;
    }

    /**
     * Opens the table, and creates it if it does not exist.
     *
     * @throws IllegalStateException if it has other columns or partitions
     */
    static LakeTable open(LakePlace place, LakeContent content) {
        LakeCatalog catalog = new LakeCatalog(place);
        try {
            LakeSchema<?> schema = LakeSchema.of(content);
            Table table = catalog.has(content) ? catalog.load(content) : catalog.create(content, schema);
            if (!schema.fits(table)) {
                throw new IllegalStateException("table wadi." + content.table() + " of the lake at " + table.location()
                        + " has other columns or partitions: rename it, or drop it");
            }
            return new LakeTable(catalog, schema, table);
        } catch (RuntimeException | LinkageError e) {
            catalog.close();
            throw e;
        }
    }

    /** Locations of the files of the current snapshot; none if there is no table. */
    static List<String> files(LakePlace place, LakeContent content) {
        try (LakeCatalog catalog = new LakeCatalog(place)) {
            return catalog.has(content)
                    ? files(catalog.load(content), Expressions.alwaysTrue()).stream()
                            .map(DataFile::location)
                            .toList()
                    : List.of();
        }
    }

    /** Those that can have rows of a span, on this machine; what is on S3 is copied into a folder. */
    static List<Path> localFiles(
            LakePlace place, LakeContent content, LakeSpan span, Path folder, LongConsumer fetching) {
        try (LakeCatalog catalog = new LakeCatalog(place)) {
            if (!catalog.has(content)) {
                return List.of();
            }
            Table table = catalog.load(content);
            return new LocalCopies(table.io(), folder, content.table())
                    .of(files(table, span.filter(content.time())), fetching);
        }
    }

    private static List<DataFile> files(Table table, Expression filter) {
        List<DataFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().filter(filter).planFiles()) {
            tasks.forEach(task -> files.add(whole(task)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /**
     * The file of a task, all of whose rows belong to the table.
     *
     * @throws IllegalStateException if another program has deleted some of them by a file that says which
     */
    static DataFile whole(FileScanTask task) {
        if (!task.deletes().isEmpty()) {
            throw new IllegalStateException(
                    "another program has deleted rows of " + task.file().location()
                            + " by a delete file, which Wadi does not read: compact the table with that program");
        }
        return task.file();
    }

    /** Whether there is a table. */
    static boolean exists(LakePlace place, LakeContent content) {
        try (LakeCatalog catalog = new LakeCatalog(place)) {
            return catalog.has(content);
        }
    }

    /** Closes the connections to the catalog and to the files. */
    @Override
    public void close() {
        catalog.close();
    }

    LakeSchema<?> schema() {
        return schema;
    }

    Table iceberg() {
        return table;
    }

    /** The offsets of the current snapshot. */
    LakeOffsets offsets() {
        table.refresh();
        return offsets(table.currentSnapshot());
    }

    /** Another program's snapshot, as of a deletion or a compaction, has no offsets: those of its ancestors hold. */
    private LakeOffsets offsets(Snapshot current) {
        if (current == null) {
            return LakeOffsets.NONE;
        }
        for (Snapshot snapshot : SnapshotUtil.ancestorsOf(current.snapshotId(), table::snapshot)) {
            String json = snapshot.summary().get(LakeOffsets.PROPERTY);
            if (json != null) {
                return LakeOffsets.parse(json);
            }
        }
        throw new IllegalStateException("no snapshot of the lake's table says which messages are in it: roll it back to"
                + " one with " + LakeOffsets.PROPERTY + ", or drop it");
    }

    /** Whether files belong to the snapshot that was read last: no retention and no compaction has removed one. */
    boolean has(List<DataFile> files) {
        Set<String> missing = files.stream().map(DataFile::location).collect(Collectors.toSet());
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            tasks.forEach(task -> missing.remove(task.file().location()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return missing.isEmpty();
    }

    /** Whether the current snapshot was committed by Wadi. */
    boolean hasOwnSnapshot() {
        Snapshot current = table.currentSnapshot();
        return current == null || current.summary().containsKey(LakeOffsets.PROPERTY);
    }

    /**
     * Adds files and changes the offsets in one commit. If another process commits first, the change is asked again.
     *
     * @param change the new offsets, or empty if the change is not possible
     * @return false if the change was not possible, and nothing was committed
     */
    boolean commit(List<DataFile> files, Function<LakeOffsets, Optional<LakeOffsets>> change) {
        return commit(now -> addition(now, files), change);
    }

    private static AppendFiles addition(Table now, List<DataFile> files) {
        AppendFiles append = now.newAppend();
        files.forEach(append::appendFile);
        return append;
    }

    /** The same with another change of the files, which is created for each attempt. */
    boolean commit(Function<Table, SnapshotUpdate<?>> update, Function<LakeOffsets, Optional<LakeOffsets>> change) {
        RuntimeException conflict = null;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                bringBackClock();
                Optional<LakeOffsets> next = change.apply(offsets());
                if (next.isEmpty()) {
                    return false;
                }
                commit(update.apply(table), next.get(), table.currentSnapshot(), attempt + 1);
                return true;
            } catch (CommitFailedException | ValidationException e) {
                conflict = e;
            }
        }
        throw conflict;
    }

    /** Makes commits possible after one by a clock that was ahead. */
    void bringBackClock() {
        SnapshotClock.bringBack(table, Instant.now());
    }

    private static void commit(SnapshotUpdate<?> update, LakeOffsets next, Snapshot base, int attempts) {
        String id = UUID.randomUUID().toString();
        update.set(LakeOffsets.PROPERTY, next.toJson());
        update.set(CommitFence.PROPERTY, id);
        update.set(LakeCommits.ATTEMPTS, String.valueOf(attempts));
        update.validateWith(new CommitFence(base == null ? null : base.snapshotId(), id));
        update.commit();
    }
}
