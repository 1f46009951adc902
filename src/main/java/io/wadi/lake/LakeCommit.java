package io.wadi.lake;

import io.wadi.message.OffsetRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.DataFile;

/** Writes the files of one batch, and commits them with its offset. */
final class LakeCommit {

    private final LakeTable table;
    private final LakeBatch<?> batch;
    private final OffsetRange range;

    LakeCommit(LakeTable table, LakeBatch<?> batch) {
        this.table = table;
        this.batch = batch;
        range = batch.range();
    }

    /**
     * Commits these files, unless the range does not begin at the offset of the current snapshot. An attempt after a
     * failure uses the files that are there.
     *
     * @return whether they were committed. Otherwise none of them is left, unless an earlier attempt failed: that one may
     *     have been committed, so upkeep finds out
     */
    boolean of(List<? extends RowFile<?>> files) {
        if (!table.offsets().isFollowedBy(range)) {
            return false;
        }
        boolean again = files.stream().anyMatch(RowFile::isWritten);
        List<DataFile> written = write(files);
        boolean stored = table.commit(written, this::moved);
        if (!stored && !again) {
            written.forEach(file -> table.iceberg().io().deleteFile(file.location()));
        }
        return stored;
    }

    private Optional<LakeOffsets> moved(LakeOffsets now) {
        return now.isFollowedBy(range)
                ? Optional.of(now.after(range, batch.packets(), batch.dead()))
                : Optional.empty();
    }

    /** The names say where the packets come from, and differ at each attempt: a process may have left such a file. */
    private List<DataFile> write(List<? extends RowFile<?>> files) {
        String attempt = range.partition() + "-" + range.first() + "-" + UUID.randomUUID() + "-";
        List<DataFile> written = new ArrayList<>();
        for (RowFile<?> file : files) {
            written.add(file.writeTo(table.iceberg(), attempt + written.size()));
        }
        return written;
    }
}
