package io.wadi.lake;

import java.util.Objects;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.exceptions.CommitStateUnknownException;

/**
 * The new snapshot must follow the one whose offsets were changed. Iceberg asks at each of its own attempts.
 *
 * @param base id of that snapshot; null if there was none
 * @param id what the new snapshot has as {@link #PROPERTY}
 */
record CommitFence(Long base, String id) implements SnapshotAncestryValidator {

    /** The key in the summary of a snapshot. */
    static final String PROPERTY = "wadi.commit";

    /**
     * Whether the snapshot may be committed.
     *
     * @throws CommitStateUnknownException if an earlier attempt has committed it and the catalog said that it had not, as a
     *     REST catalog may if a server between has lost its answer: after any other failure Iceberg deletes files of it
     */
    @Override
    public boolean validate(Iterable<Snapshot> ancestors) {
        Long latest = null;
        for (Snapshot ancestor : ancestors) {
            if (id.equals(ancestor.summary().get(PROPERTY))) {
                throw new CommitStateUnknownException(
                        new IllegalStateException("the catalog refused a commit that it had done"));
            }
            latest = latest == null ? Long.valueOf(ancestor.snapshotId()) : latest;
            if (Objects.equals(ancestor.snapshotId(), base)) {
                break;
            }
        }
        return Objects.equals(base, latest);
    }

    @Override
    public String errorMessage() {
        return "another commit has changed the offsets";
    }
}
