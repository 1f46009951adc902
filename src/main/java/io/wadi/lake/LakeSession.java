package io.wadi.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.util.FileSystemUtils;

/** DuckDB with the tables of the lake, of some time, as views, within limits of memory, disk and time. Not thread-safe. */
final class LakeSession implements AutoCloseable {

    /** Most bytes that are fetched from S3. */
    private static final long MOST_FETCHED = 2_000_000_000;

    private static final long MEGABYTE = 1_000_000;

    private static final List<String> LIMITS = List.of(
            "set threads = 2",
            "set preserve_insertion_order = false",
            "set parquet_metadata_cache = true",
            "set max_temp_directory_size = '4GB'");

    private final LakeWork work;
    private final int megabytes;
    private final Path folder;
    private final Connection duckdb;
    private final Set<LakeContent> tables = EnumSet.noneOf(LakeContent.class);

    private LakeSession(LakeWork work, int megabytes, Path folder, Connection duckdb) {
        this.work = work;
        this.megabytes = megabytes;
        this.folder = folder;
        this.duckdb = duckdb;
    }

    /**
     * Opens the current snapshots, of some seconds since the epoch.
     *
     * @param megabytes memory for DuckDB
     */
    static LakeSession open(LakePlace place, long from, long to, LakeWork work, int megabytes) {
        LakeSession session = connect(work, megabytes);
        try {
            session.run("set memory_limit = '" + megabytes + "MB'");
            LIMITS.forEach(session::run);
            session.run("set temp_directory = "
                    + quoted(session.folder.resolve("spilled").toString()));
            LakeSpan span = new LakeSpan(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to));
            for (LakeContent content : LakeContent.values()) {
                session.view(
                        content, new Lake(place, content).localFiles(span, session.folder, session::checkFetching));
            }
            return session;
        } catch (RuntimeException | LinkageError e) {
            session.close();
            throw e;
        }
    }

    private static LakeSession connect(LakeWork work, int megabytes) {
        try {
            Connection duckdb = DuckDb.open();
            return new LakeSession(work, megabytes, Files.createTempDirectory("wadi-lake-"), duckdb);
        } catch (SQLException | IOException e) {
            throw failure(e);
        }
    }

    private void view(LakeContent content, List<Path> files) {
        if (!files.isEmpty()) {
            tables.add(content);
            run(files.stream()
                    .map(file -> quoted(file.toString()))
                    .collect(Collectors.joining(
                            ", ",
                            "create view " + content.table() + " as select * from read_parquet([",
                            "], hive_partitioning = false)")));
        }
    }

    private void checkFetching(long bytes) {
        work.check();
        if (bytes > MOST_FETCHED) {
            throw LakeLimitException.tooLarge(bytes / MEGABYTE, MOST_FETCHED / MEGABYTE);
        }
    }

    /** Whether a table has rows. */
    boolean has(LakeContent content) {
        return tables.contains(content);
    }

    /** The tables that have rows. */
    Set<LakeContent> tables() {
        return tables;
    }

    /** A file that goes with the session. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** Reads what a statement has answered. */
    interface Reader<T> {
        T read(PreparedStatement statement) throws SQLException;
    }

    void run(String sql) {
        run(sql, List.of());
    }

    void run(String sql, List<Object> values) {
        run(sql, values, statement -> null);
    }

    <T> T run(String sql, Reader<T> reader) {
        return run(sql, List.of(), reader);
    }

    private <T> T run(String sql, List<Object> values, Reader<T> reader) {
        try (PreparedStatement statement = duckdb.prepareStatement(sql)) {
            for (int number = 0; number < values.size(); number++) {
                statement.setObject(number + 1, values.get(number));
            }
            return work.run(statement, () -> {
                statement.execute();
                return reader.read(statement);
            });
        } catch (SQLException e) {
            throw String.valueOf(e.getMessage()).contains("Out of Memory")
                    ? LakeLimitException.tooMuchMemory(megabytes)
                    : failure(e);
        }
    }

    private static DataAccessResourceFailureException failure(Exception cause) {
        return new DataAccessResourceFailureException("The lake cannot be used: " + cause.getMessage(), cause);
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public void close() {
        try {
            duckdb.close();
            FileSystemUtils.deleteRecursively(folder);
        } catch (SQLException e) {
            throw failure(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
