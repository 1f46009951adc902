package io.wadi.lake;

import io.wadi.database.Jdbc;
import io.wadi.net.IpAddress;
import io.wadi.store.OffsetTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * One table of the lake, opened at its first use, so that a process that does not use it loads none of Iceberg's
 * classes. Thread-safe: one caller at a time.
 */
public final class Lake {

    private final LakePlace place;
    private final LakeContent content;
    private LakeTable table;

    /**
     * Creates the lake, which is not opened yet.
     *
     * @param place where it is
     * @param content which table
     */
    public Lake(LakePlace place, LakeContent content) {
        this.place = place;
        this.content = content;
    }

    /** Where its consumer goes on. */
    public OffsetTable offsets() {
        return new SnapshotOffsets(this);
    }

    /** Which table it is. */
    public LakeContent content() {
        return content;
    }

    /**
     * Removes all rows with an address from the current snapshot, beside the stores.
     *
     * @param duckdb a connection of DuckDB's JDBC driver
     * @return number of rows
     * @throws DataAccessException with a sentence, if the catalog or the files cannot be used
     */
    public long erase(IpAddress address, Connection duckdb) {
        AtomicLong rows = new AtomicLong();
        useBeside(table -> {
            try {
                rows.set(new LakeErasure(table, duckdb, address).run());
            } catch (SQLException e) {
                throw new DataAccessResourceFailureException("The lake cannot be used: " + e.getMessage(), e);
            }
        });
        return rows.get();
    }

    /** The database, which has a copy of the offsets. */
    DataSource database() {
        return place.database();
    }

    /** The table for long work beside the stores, in a state of its own, if it exists; failures as in {@link #use}. */
    void useBeside(Consumer<LakeTable> action) {
        if (translated(() -> LakeTable.exists(place, content))) {
            Lake beside = new Lake(place, content);
            beside.use(table -> {
                action.accept(table);
                return null;
            });
            beside.close();
        }
    }

    /**
     * The commits of the snapshots that are there.
     *
     * @throws DataAccessException with a sentence, if the catalog or the files cannot be read
     */
    public LakeCommits commits() {
        AtomicReference<LakeCommits> commits = new AtomicReference<>(new LakeCommits(0, 0));
        useBeside(table -> commits.set(LakeCommits.of(table.iceberg())));
        return commits.get();
    }

    /**
     * Locations of the files of the current snapshot; none if there is no table yet.
     *
     * @throws DataAccessException with a sentence, if the catalog or the files cannot be read
     */
    public List<String> files() {
        return translated(() -> LakeTable.files(place, content));
    }

    /**
     * The files that can have rows of a span, on this machine: those on S3 are copied into a folder.
     *
     * @throws DataAccessException with a sentence, if the catalog or the files cannot be read
     */
    public List<Path> localFiles(LakeSpan span, Path folder) {
        return localFiles(span, folder, bytes -> {});
    }

    /**
     * The same.
     *
     * @param fetching is told before each copy how many bytes are still to be copied; what it throws ends the copying
     */
    List<Path> localFiles(LakeSpan span, Path folder, LongConsumer fetching) {
        return translated(() -> LakeTable.localFiles(place, content, span, folder, fetching));
    }

    /**
     * Uses the table.
     *
     * @throws DataAccessException with a sentence, if the catalog or the files cannot be used
     */
    synchronized <T> T use(Function<LakeTable, T> action) {
        return translated(() -> {
            if (table == null) {
                table = LakeTable.open(place, content);
            }
            try {
                return action.apply(table);
            } catch (RuntimeException | LinkageError e) {
                // It may be another table by the next use: an operator's answer to a failure can be to drop it.
                close();
                throw e;
            }
        });
    }

    /** Closes the table; the next use opens it again. */
    synchronized void close() {
        if (table != null) {
            LakeTable open = table;
            table = null;
            open.close();
        }
    }

    private static <T> T translated(Supplier<T> action) {
        try {
            return action.get();
        } catch (DataAccessException | LakeLimitException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new DataAccessResourceFailureException("The lake cannot be used: " + Jdbc.message(e), e);
        } catch (LinkageError e) {
            // Parquet's classes name some of Hadoop's, which are not there.
            throw new DataAccessResourceFailureException(
                    "The lake cannot be used: Java cannot load " + e.getMessage(), e);
        }
    }
}
