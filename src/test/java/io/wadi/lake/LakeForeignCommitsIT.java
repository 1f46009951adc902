package io.wadi.lake;

import static io.wadi.lake.LakeLab.GROUP;
import static io.wadi.lake.LakeLab.LOG;
import static io.wadi.lake.LakeLab.batch;
import static io.wadi.lake.LakeLab.packet;
import static io.wadi.lake.LakeLab.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.net.IpAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/** What other programs, and machines with a wrong clock, commit to the table. */
class LakeForeignCommitsIT {

    @TempDir
    Path folder;

    private LakeLab lab;

    @BeforeEach
    void prepare() throws Exception {
        lab = new LakeLab(folder);
    }

    /** As of a deletion by another engine: its snapshot says nothing of offsets. */
    @Test
    void anotherProgramsSnapshotKeepsTheOffsets() throws Exception {
        lab.offsets.load(GROUP, partition(0), LOG);
        lab.store.store(batch(0, 0, packet(1), packet(2)), GROUP);
        lab.lake().use(table -> {
            table.iceberg()
                    .newDelete()
                    .deleteFromRowFilter(Expressions.alwaysTrue())
                    .commit();
            return null;
        });
        assertThat(lab.store.store(batch(0, 2, packet(3)), GROUP)).isEqualTo(1);
        assertThat(lab.ports()).containsExactly(3);
    }

    /** Iceberg stamps commits by the clock of the machine, and takes none that is earlier than the latest. */
    @Test
    void aCommitByAClockThatIsYearsAheadStopsNoStore() throws Exception {
        lab.offsets.load(GROUP, partition(0), LOG);
        lab.store.store(batch(0, 0, packet(1)), GROUP);
        Lake lake = lab.lake();
        lake.use(table -> {
            setForward(table.iceberg(), Duration.ofDays(1_000));
            return null;
        });
        assertThat(lab.store.store(batch(0, 1, packet(2)), GROUP)).isEqualTo(1);
        assertThat(lab.ports()).containsExactly(1, 2);
        assertThat(lab.offsets.load(GROUP, partition(0), LOG).next()).isEqualTo(2);
        lake.use(table -> {
            setForward(table.iceberg(), Duration.ofDays(1_000));
            return null;
        });
        new LakeUpkeep(Map.of(lake, Duration.ZERO), Duration.ofDays(1), Clock.systemUTC()).run();
        assertThat(lake.<Long>use(table -> {
                    table.iceberg().refresh();
                    return table.iceberg().currentSnapshot().timestampMillis();
                }))
                .isLessThanOrEqualTo(System.currentTimeMillis());
        assertThat(lab.ports()).containsExactly(1, 2);
    }

    /** As if the latest commit had been by such a clock. */
    private static void setForward(Table table, Duration ahead) {
        TableOperations operations = ((HasTableOperations) table).operations();
        TableMetadata current = operations.refresh();
        String latest = String.valueOf(current.lastUpdatedMillis());
        String later = String.valueOf(current.lastUpdatedMillis() + ahead.toMillis());
        operations.commit(
                current,
                TableMetadataParser.fromJson(TableMetadataParser.toJson(current).replace(latest, later)));
    }

    /** As Spark may name the files that it compacts. */
    @Test
    void upkeepKnowsFilesThatAreNamedByUris() throws Exception {
        lab.offsets.load(GROUP, partition(0), LOG);
        lab.store.store(batch(0, 0, packet(1), packet(2)), GROUP);
        Path own = Path.of(lab.rows.files().get(0));
        Path other = Files.copy(own, own.resolveSibling("compacted.parquet"));
        Lake lake = lab.lake();
        lake.use(table -> {
            DataFile file = table.iceberg()
                    .currentSnapshot()
                    .addedDataFiles(table.iceberg().io())
                    .iterator()
                    .next();
            table.iceberg()
                    .newRewrite()
                    .deleteFile(file)
                    .addFile(DataFiles.builder(table.iceberg().spec())
                            .copy(file)
                            .withPath(other.toUri().toString())
                            .build())
                    .commit();
            return null;
        });
        Clock later = Clock.fixed(Instant.now().plus(Duration.ofDays(2)), ZoneOffset.UTC);
        LakeUpkeep upkeep = new LakeUpkeep(Map.of(lake, Duration.ZERO), Duration.ofDays(1), later);
        upkeep.run();
        upkeep.run();
        assertThat(other).exists();
        assertThat(own).as("expired").doesNotExist();
    }

    /** As Spark deletes rows if the table says merge-on-read. */
    @Test
    void deletedRowsDoNotComeBack() throws Exception {
        lab.offsets.load(GROUP, partition(0), LOG);
        lab.store.store(batch(0, 0, packet(1), packet(2)), GROUP);
        lab.lake().use(table -> {
            DataFile file = table.iceberg()
                    .currentSnapshot()
                    .addedDataFiles(table.iceberg().io())
                    .iterator()
                    .next();
            table.iceberg()
                    .newRowDelta()
                    .addDeletes(FileMetadata.deleteFileBuilder(table.iceberg().spec())
                            .ofPositionDeletes()
                            .withPath(file.location().replace(".parquet", "-deletes.parquet"))
                            .withPartition(file.partition())
                            .withFormat(FileFormat.PARQUET)
                            .withFileSizeInBytes(1)
                            .withRecordCount(1)
                            .build())
                    .commit();
            return null;
        });
        String sentence = "The lake cannot be used: another program has deleted rows of ";
        assertThatThrownBy(() -> lab.lake().localFiles(LakeSpan.ALL, folder)).hasMessageContaining(sentence);
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            assertThatThrownBy(() -> lab.lake().erase(IpAddress.parse("192.0.2.1"), duckdb))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining(sentence);
        }
        assertThat(lab.store.store(batch(0, 2, packet(3)), GROUP)).isEqualTo(1);
    }
}
