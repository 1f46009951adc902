package io.wadi.lake;

import io.wadi.message.StoreHeaders;
import java.util.List;
import org.apache.camel.Header;

/**
 * The beans {@code lake-store} and {@code lake-flow-store}: write the files of a batch and commit them together with the offset. The commit is
 * possible only if the current snapshot's offset is where the batch begins. Thread-safe.
 */
public final class LakeStore {

    private final Lake lake;
    private final SnapshotOffsets offsets;

    /** A store of this lake. */
    public LakeStore(Lake lake) {
        this.lake = lake;
        offsets = new SnapshotOffsets(lake);
    }

    /**
     * Stores the rows; a trial only encodes them.
     *
     * @return number of offsets moved: 1, or 0 if the fence rejected the batch and nothing was stored
     * @throws org.springframework.dao.DataAccessException if the catalog or the files cannot be used; then the batch may
     *     have been stored or not, and the fence tells at the next attempt
     */
    public long store(LakeBatch<?> batch, @Header(StoreHeaders.CONSUMER) String consumer) {
        List<? extends RowFile<?>> files = batch.files();
        if (batch.isTrial()) {
            return 1;
        }
        boolean stored = lake.use(table -> new LakeCommit(table, batch).of(files));
        if (stored) {
            offsets.stored(consumer, batch.range());
        }
        return stored ? 1 : 0;
    }
}
