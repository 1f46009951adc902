package io.wadi.lake;

import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;

/**
 * Commits of the snapshots that a table has.
 *
 * @param commits those that added files
 * @param conflicts attempts that another commit came before, so that there was another attempt
 */
public record LakeCommits(int commits, int conflicts) {

    /** The key in the summary of a snapshot. */
    static final String ATTEMPTS = "wadi.attempts";

    static LakeCommits of(Table table) {
        int commits = 0;
        int conflicts = 0;
        for (Snapshot snapshot : table.snapshots()) {
            if (snapshot.summary().containsKey(SnapshotSummary.ADDED_FILES_PROP)) {
                commits++;
            }
            conflicts += Integer.parseInt(snapshot.summary().getOrDefault(ATTEMPTS, "1")) - 1;
        }
        return new LakeCommits(commits, conflicts);
    }
}
