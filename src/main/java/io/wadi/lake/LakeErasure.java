package io.wadi.lake;

import io.wadi.net.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.springframework.util.FileSystemUtils;

/**
 * Removes all rows with an address: DuckDB writes the other rows of each file into a new one, which takes its place. Safe
 * beside stores and upkeep.
 */
final class LakeErasure {

    /** Files that one commit replaces. */
    private static final int MOST = 50;

    private final LakeTable table;
    private final Connection duckdb;
    private final String address;
    private final List<String> columns;

    /**
     * An erasure.
     *
     * @param duckdb a connection of DuckDB's JDBC driver
     */
    LakeErasure(LakeTable table, Connection duckdb, IpAddress address) {
        this.table = table;
        this.duckdb = duckdb;
        this.address = address.toString();
        columns = table.schema().format().addresses();
    }

    /** A file, what takes its place (null for nothing), and how many rows are removed. */
    private record Replaced(DataFile file, DataFile by, long rows) {}

    /**
     * Removes the rows.
     *
     * @return number of rows
     * @throws SQLException if DuckDB cannot read or write a file
     */
    long run() throws SQLException {
        try {
            return runIn(Files.createTempDirectory("wadi-erase-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long runIn(Path folder) throws SQLException, IOException {
        try {
            return replaceAll(new LocalCopies(table.iceberg().io(), folder, "erased"));
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private long replaceAll(LocalCopies copies) throws SQLException {
        long rows = 0;
        List<DataFile> files = candidates();
        for (int from = 0; from < files.size(); from += MOST) {
            rows += replace(files.subList(from, Math.min(files.size(), from + MOST)), copies);
        }
        return rows;
    }

    /** Files whose statistics do not exclude the address. */
    private List<DataFile> candidates() {
        Expression has = columns.stream()
                .<Expression>map(column -> Expressions.equal(column, address))
                .reduce(Expressions.alwaysFalse(), Expressions::or);
        List<DataFile> files = new ArrayList<>();
        table.iceberg().refresh();
        try (CloseableIterable<FileScanTask> tasks =
                table.iceberg().newScan().filter(has).planFiles()) {
            tasks.forEach(task -> files.add(LakeTable.whole(task)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Files that upkeep has replaced meanwhile make the whole run fail, and it can be repeated. */
    private long replace(List<DataFile> files, LocalCopies copies) throws SQLException {
        List<Replaced> replaced = new ArrayList<>();
        for (DataFile file : files) {
            Path copy = copies.of(file.location());
            long rows = rows(copy);
            if (rows > 0) {
                DataFile by = rows == file.recordCount() ? null : rewritten(file, copy, copies.next(), rows);
                replaced.add(new Replaced(file, by, rows));
            }
            copies.removed(copy);
        }
        if (replaced.isEmpty()) {
            return 0;
        }
        List<DataFile> old = replaced.stream().map(Replaced::file).toList();
        boolean done = table.commit(
                now -> overwrite(now, replaced), offsets -> table.has(old) ? Optional.of(offsets) : Optional.empty());
        if (!done) {
            throw new IllegalStateException("upkeep has replaced files meanwhile: erase again");
        }
        return replaced.stream().mapToLong(Replaced::rows).sum();
    }

    private static OverwriteFiles overwrite(Table now, List<Replaced> replaced) {
        OverwriteFiles overwrite = now.newOverwrite();
        for (Replaced each : replaced) {
            overwrite.deleteFile(each.file());
            if (each.by() != null) {
                overwrite.addFile(each.by());
            }
        }
        return overwrite;
    }

    private String where(String operator, String between) {
        return columns.stream()
                .map(column -> column + operator + "'" + address + "'")
                .collect(Collectors.joining(between));
    }

    private static String read(Path file) {
        return "read_parquet(" + quoted(file.toString()) + ", hive_partitioning = false)";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private long rows(Path file) throws SQLException {
        try (Statement statement = duckdb.createStatement();
                ResultSet count = statement.executeQuery(
                        "select count(*) from " + read(file) + " where " + where(" = ", " or "))) {
            count.next();
            return count.getLong(1);
        }
    }

    /** The rows without the address, in a new file. */
    private DataFile rewritten(DataFile file, Path copy, Path target, long rows) throws SQLException {
        Table now = table.iceberg();
        PartitionSpec spec = now.specs().get(file.specId());
        String location = TableFile.location(now, spec, file.partition(), "erased-" + UUID.randomUUID());
        String ids = table.schema().format().columns().columns().stream()
                .map(column -> quoted(column.name()) + ": " + column.fieldId())
                .collect(Collectors.joining(", ", "{", "}"));
        try (Statement statement = duckdb.createStatement()) {
            statement.execute(
                    "copy (select * from " + read(copy) + " where " + where(" is distinct from ", " and ") + ") to "
                            + quoted(target.toString()) + " (format parquet, compression zstd, field_ids " + ids + ")");
            LocalCopies.upload(target, now.io().newOutputFile(location));
            DataFile written = TableFile.describe(
                    spec,
                    file.partition(),
                    location,
                    now.io().newInputFile(location).getLength(),
                    RowGroups.footer(now.io().newInputFile(location)));
            if (written.recordCount() + rows != file.recordCount()) {
                throw new IllegalStateException(location + " has lost rows");
            }
            return written;
        } catch (IOException | RuntimeException e) {
            throw TableFile.removed(now.io(), location, e);
        }
    }
}
