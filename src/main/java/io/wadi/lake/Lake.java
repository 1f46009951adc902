package io.wadi.lake;

import io.wadi.database.Jdbc;
import io.wadi.store.OffsetTable;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The one table of the lake, opened at its first use, so that a process that does not use it loads none of Iceberg's
 * classes. Thread-safe: one caller at a time.
 */
public final class Lake {

    private final DataSource database;
    private final String warehouse;
    private LakeTable table;

    /**
     * Creates the lake, which is not opened yet.
     *
     * @param database has the catalog
     * @param warehouse absolute path of the folder of the tables
     */
    public Lake(DataSource database, String warehouse) {
        this.database = database;
        this.warehouse = warehouse;
    }

    /** Where its consumer goes on. */
    public OffsetTable offsets() {
        return new SnapshotOffsets(this);
    }

    /** The database, which has the catalog. */
    DataSource database() {
        return database;
    }

    /** The table for long work beside the stores, in a state of its own; failures as in {@link #use}. */
    <T> T useBeside(Function<LakeTable, T> action) {
        return new Lake(database, warehouse).use(action);
    }

    /**
     * Locations of the files of the current snapshot; none if there is no table yet.
     *
     * @throws DataAccessException with a sentence, if the catalog or the files cannot be read
     */
    public List<String> files() {
        return translated(() -> LakeTable.files(database, warehouse));
    }

    /**
     * Uses the table.
     *
     * @throws DataAccessException with a sentence, if the catalog or the files cannot be used
     */
    synchronized <T> T use(Function<LakeTable, T> action) {
        return translated(() -> {
            if (table == null) {
                table = LakeTable.open(database, warehouse);
            }
            try {
                return action.apply(table);
            } catch (RuntimeException e) {
                // It may be another table by the next use: an operator's answer to a failure can be to drop it.
                table = null;
                throw e;
            }
        });
    }

    private static <T> T translated(Supplier<T> action) {
        try {
            return action.get();
        } catch (DataAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new DataAccessResourceFailureException("The lake cannot be used: " + Jdbc.message(e), e);
        }
    }
}
