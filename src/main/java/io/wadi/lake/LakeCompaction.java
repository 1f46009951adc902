package io.wadi.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.util.StructLikeWrapper;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * Merges small files of an hour into larger ones, which engines read faster. Safe beside stores, which only add files,
 * and beside other compactions.
 */
final class LakeCompaction {

    /** Files below this size are merged, and a merged file is smaller than twice as much. */
    private static final long SMALL = 64_000_000;

    /** Files of an hour that are worth a merge. */
    private static final int FEWEST = 8;

    /** Files that one commit replaces; each has a footer in memory while it is read. */
    private static final int MOST = 500;

    private final LakeTable table;

    LakeCompaction(LakeTable table) {
        this.table = table;
    }

    /**
     * Merges what is small now. A group that fails does not keep the others from being merged: what a file that cannot
     * be read throws depends on where it is, and on what is wrong with it.
     *
     * @param replaced receives the number of files that each commit replaced
     * @throws RuntimeException the last failure
     */
    void run(LongConsumer replaced) {
        RuntimeException failure = null;
        for (List<DataFile> files : candidates()) {
            try {
                replaced.accept(merge(files));
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Small files, by hour, in groups for one file each. */
    private List<List<DataFile>> candidates() {
        Table current = table.iceberg();
        current.refresh();
        Map<Object, List<DataFile>> hours = new LinkedHashMap<>();
        try (CloseableIterable<FileScanTask> tasks = current.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                if (task.deletes().isEmpty() && task.file().fileSizeInBytes() < SMALL) {
                    hours.computeIfAbsent(hour(task), hour -> new ArrayList<>()).add(task.file());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hours.values().stream().flatMap(LakeCompaction::groups).toList();
    }

    private static Object hour(FileScanTask task) {
        StructLike partition = task.file().partition();
        return List.of(
                task.spec().specId(),
                StructLikeWrapper.forType(task.spec().partitionType()).copyFor(partition));
    }

    private static Stream<List<DataFile>> groups(List<DataFile> files) {
        List<List<DataFile>> groups = new ArrayList<>();
        List<DataFile> group = new ArrayList<>();
        long bytes = 0;
        for (DataFile file : files) {
            group.add(file);
            bytes += file.fileSizeInBytes();
            if (bytes >= SMALL || group.size() == MOST) {
                groups.add(group);
                group = new ArrayList<>();
                bytes = 0;
            }
        }
        groups.add(group);
        return groups.stream().filter(each -> each.size() >= FEWEST);
    }

    private int merge(List<DataFile> small) {
        Table current = table.iceberg();
        List<DataFile> files = small.stream().filter(this::hasOwnColumns).toList();
        if (files.size() < FEWEST) {
            return 0;
        }
        long seen = current.currentSnapshot().snapshotId();
        DataFile merged = copy(current, files);
        boolean done = table.commit(
                now -> replacement(now, files, merged, seen),
                offsets -> table.has(files) ? Optional.of(offsets) : Optional.empty());
        if (!done) {
            current.io().deleteFile(merged.location());
        }
        return done ? files.size() : 0;
    }

    /** False for a file that another program or an erasure wrote. */
    private boolean hasOwnColumns(DataFile file) {
        try {
            InputFile there = table.iceberg().io().newInputFile(file.location());
            return RowGroups.footer(there)
                    .getFileMetaData()
                    .getSchema()
                    .equals(table.schema().parquet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The merged file, which is written. */
    private DataFile copy(Table current, List<DataFile> files) {
        PartitionSpec spec = current.specs().get(files.get(0).specId());
        StructLike partition = files.get(0).partition();
        String location = TableFile.location(current, spec, partition, "merged-" + UUID.randomUUID());
        OutputFile target = current.io().newOutputFile(location);
        List<InputFile> sources = files.stream()
                .map(file -> current.io().newInputFile(file.location()))
                .toList();
        try {
            ParquetMetadata footer = RowGroups.copy(sources, table.schema().parquet(), target);
            return TableFile.describe(
                    spec, partition, location, target.toInputFile().getLength(), footer);
        } catch (IOException | RuntimeException e) {
            throw TableFile.removed(current.io(), location, e);
        }
    }

    private static RewriteFiles replacement(Table now, List<DataFile> files, DataFile merged, long seen) {
        RewriteFiles rewrite = now.newRewrite().validateFromSnapshot(seen).addFile(merged);
        files.forEach(rewrite::deleteFile);
        return rewrite;
    }
}
