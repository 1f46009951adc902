package io.wadi.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.util.FileSystemUtils;

/** Reads the lake with DuckDB: Iceberg names the files of the current snapshot, and DuckDB reads them. */
public final class LakeRows {

    private final LakePlace place;
    private final LakeContent content;

    /** Of table packets of the lake with its catalog in a database. */
    public LakeRows(DataSource database, String folder) {
        this(database, folder, LakeContent.PACKETS);
    }

    /** Of a table. */
    public LakeRows(DataSource database, String folder, LakeContent content) {
        this(new LakePlace(database, folder), content);
    }

    /** Of a table of any lake. */
    public LakeRows(LakePlace place, LakeContent content) {
        this.place = place;
        this.content = content;
    }

    /** What was committed. */
    public LakeCommits commits() {
        return new Lake(place, content).commits();
    }

    /** Receives the rows. */
    public interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** The files of the current snapshot. */
    public List<String> files() {
        return new Lake(place, content).files();
    }

    /** Runs a query in which {@code packets}, or {@code flows}, is the table. */
    public void query(String sql, RowReader reader) throws SQLException {
        try {
            Path folder = Files.createTempDirectory("lake-rows-");
            query(new Lake(place, content).localFiles(LakeSpan.ALL, folder), sql, reader);
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void query(List<Path> paths, String sql, RowReader reader) throws SQLException {
        String files = paths.stream().map(file -> "'" + file + "'").collect(Collectors.joining(","));
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("set timezone = 'UTC'");
            statement.execute("create view " + content.table() + " as select * from read_parquet([" + files
                    + "], hive_partitioning = false)");
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    /** The number of rows; 0 while there are no files. */
    public long count() throws SQLException {
        long[] count = new long[1];
        if (!files().isEmpty()) {
            query("select count(*) from " + content.table(), row -> count[0] = row.getLong(1));
        }
        return count[0];
    }
}
