package io.wadi.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.StrictMetricsEvaluator;
import org.apache.iceberg.io.CloseableIterable;

/** Removes files whose rows are all too old. Their content can be read as long as their snapshots are kept. */
final class LakeRetention {

    private final LakeTable table;
    private final Expression tooOld;

    /**
     * A retention.
     *
     * @param oldest rows from this time on are kept
     */
    LakeRetention(LakeTable table, Instant oldest) {
        this.table = table;
        tooOld = Expressions.lessThan(table.schema().format().time(), ChronoUnit.MICROS.between(Instant.EPOCH, oldest));
    }

    /**
     * Removes what is too old now.
     *
     * @return number of files
     */
    int run() {
        List<DataFile> old = new ArrayList<>();
        boolean done = table.commit(now -> deletion(now, old), offsets -> {
            find(old);
            return old.isEmpty() ? Optional.empty() : Optional.of(offsets);
        });
        return done ? old.size() : 0;
    }

    private void find(List<DataFile> old) {
        old.clear();
        Table now = table.iceberg();
        StrictMetricsEvaluator onlyOld = new StrictMetricsEvaluator(now.schema(), tooOld);
        try (CloseableIterable<FileScanTask> tasks =
                now.newScan().filter(tooOld).includeColumnStats().planFiles()) {
            for (FileScanTask task : tasks) {
                if (onlyOld.eval(task.file())) {
                    old.add(task.file());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DeleteFiles deletion(Table now, List<DataFile> old) {
        DeleteFiles deletion = now.newDelete();
        old.forEach(deletion::deleteFile);
        return deletion;
    }
}
