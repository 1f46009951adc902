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
    private final OffsetRange range;

    LakeCommit(LakeTable table, OffsetRange range) {
        this.table = table;
        this.range = range;
    }

    /**
     * Commits these files, unless the range does not begin at the offset of the current snapshot.
     *
     * @return whether they were committed; otherwise none of them is left
     */
    boolean of(List<HourFile> files) {
        if (!table.offsets().isFollowedBy(range)) {
            return false;
        }
        List<DataFile> written = write(files);
        boolean stored = table.commit(written, this::moved);
        if (!stored) {
            written.forEach(file -> table.iceberg().io().deleteFile(file.location()));
        }
        return stored;
    }

    private Optional<LakeOffsets> moved(LakeOffsets now) {
        return now.isFollowedBy(range) ? Optional.of(now.after(range)) : Optional.empty();
    }

    /** The names say where the packets come from, and differ at each attempt: an earlier one may have been committed. */
    private List<DataFile> write(List<HourFile> files) {
        String attempt = range.partition() + "-" + range.first() + "-" + UUID.randomUUID() + "-";
        List<DataFile> written = new ArrayList<>();
        for (HourFile file : files) {
            written.add(file.writeTo(table.iceberg(), attempt + written.size()));
        }
        return written;
    }
}
