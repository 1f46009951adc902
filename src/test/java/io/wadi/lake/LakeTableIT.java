package io.wadi.lake;

import static io.wadi.lake.LakeLab.GROUP;
import static io.wadi.lake.LakeLab.LOG;
import static io.wadi.lake.LakeLab.batch;
import static io.wadi.lake.LakeLab.packet;
import static io.wadi.lake.LakeLab.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.cli.CommandLineRun;
import io.wadi.message.OffsetRange;
import io.wadi.settings.TableStore;
import io.wadi.store.PartitionLog;
import io.wadi.store.StoredOffset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.expressions.Expressions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** What operators and other programs do with the table. */
class LakeTableIT {

    @TempDir
    Path folder;

    private LakeLab lab;

    @BeforeEach
    void prepare() throws Exception {
        lab = new LakeLab(folder);
    }

    @Test
    void anOperatorsDecisionsMoveTheOffset() {
        lab.offsets.load(GROUP, partition(0), LOG);
        lab.store.store(batch(0, 0, packet(1), packet(2)), GROUP);
        lab.offsets.tailLost(GROUP, partition(0));
        assertThat(lab.offsets.load(GROUP, partition(0), LOG).tailLost()).isTrue();
        assertThat(lab.offsets.move(GROUP, partition(0), 99, 50)).isFalse();
        assertThat(lab.offsets.move(GROUP, partition(0), 2, 50)).isTrue();
        assertThat(lab.offsets.load(GROUP, partition(0), LOG)).isEqualTo(new StoredOffset(50, "id", false));
        PartitionLog recreated = new PartitionLog("id 2", 0, 10, 0);
        assertThat(lab.offsets.load(GROUP, partition(0), recreated).isOfAnotherTopic("id 2"))
                .isTrue();
        assertThat(lab.offsets.load(GROUP, partition(1), recreated).topicId())
                .as("a new partition of a recreated topic waits too")
                .isEqualTo("id");
        lab.offsets.restart(GROUP, "packets", "id 2");
        assertThat(lab.offsets.load(GROUP, partition(0), recreated)).isEqualTo(new StoredOffset(0, "id 2", false));
    }

    @Test
    void theOffsetsOfATablesStoreAreNotTheLakes() {
        lab.offsets.load(GROUP, partition(0), LOG);
        lab.store.store(batch(0, 0, packet(1), packet(2)), GROUP);
        OffsetRange range = new OffsetRange("packets", "id", 0, 0, 2, 3);
        assertThat(TableStore.values()).allSatisfy(table -> {
            String consumer = table.consumer();
            List<ThrowingCallable> calls = List.of(
                    () -> lab.offsets.load(consumer, partition(1), LOG),
                    () -> lab.offsets.tailLost(consumer, partition(0)),
                    () -> lab.offsets.move(consumer, partition(0), 2, 50),
                    () -> lab.offsets.restart(consumer, "packets", "id 2"),
                    () -> lab.offsets.stored(consumer, range));
            assertThat(calls).allSatisfy(call -> assertThatThrownBy(call)
                    .hasMessage(
                            "The offsets of %s are those of a table and not of the lake; kafkaClientFactory must be"
                                    + " #packed-kafka",
                            consumer));
        });
        assertThat(lab.offsets.load(GROUP, partition(0), LOG)).isEqualTo(new StoredOffset(2, "id", false, 3));
        assertThat(lab.offsets.ofTopic(GROUP, "packets")).containsOnlyKeys(0);
        assertThat(new JdbcTemplate(lab.database)
                        .queryForList("select distinct consumer from ingest_offsets", String.class))
                .containsExactly(GROUP);
    }

    @Test
    void upkeepKeepsOffsetsAndFilesAndRemovesTheRest() throws Exception {
        lab.offsets.load(GROUP, partition(0), LOG);
        lab.store.store(batch(0, 0, packet(1), packet(2)), GROUP);
        Lake lake = lab.lake();
        lake.use(table -> {
            table.iceberg()
                    .newDelete()
                    .deleteFromRowFilter(Expressions.alwaysFalse())
                    .commit();
            return null;
        });
        Path data = Path.of(lab.rows.files().get(0));
        Path orphan = Files.writeString(data.resolveSibling("orphan.parquet"), "never committed");
        Files.setLastModifiedTime(orphan, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        LakeUpkeep today = new LakeUpkeep(Map.of(lake, Duration.ZERO), Duration.ofDays(1), Clock.systemUTC());
        today.run();
        today.run();
        assertThat(orphan).as("may still be committed").exists();
        Clock later = Clock.fixed(Instant.now().plus(Duration.ofDays(2)), ZoneOffset.UTC);
        LakeUpkeep upkeep = new LakeUpkeep(Map.of(lake, Duration.ZERO), Duration.ofDays(1), later);
        upkeep.run();
        assertThat(orphan).as("only looks old if the clock has jumped").exists();
        upkeep.run();
        assertThat(orphan).doesNotExist();
        assertThat(lab.ports()).containsExactly(1, 2);
        assertThat(lake.<Iterable<Snapshot>>use(table -> {
                    table.iceberg().refresh();
                    return table.iceberg().snapshots();
                }))
                .hasSize(1);
        assertThat(lab.offsets.load(GROUP, partition(0), LOG).next()).isEqualTo(2);
        assertThat(lab.store.store(batch(0, 2, packet(3)), GROUP)).isEqualTo(1);
        assertThat(lab.ports()).containsExactly(1, 2, 3);
    }

    /** Each run holds a bounded number of them, and the same ones until they are gone. */
    @Test
    void manyUnusedFilesAreFoundInParts() throws Exception {
        lab.offsets.load(GROUP, partition(0), LOG);
        lab.store.store(batch(0, 0, packet(1), packet(2)), GROUP);
        Path data = Path.of(lab.rows.files().get(0)).getParent();
        Path folders = Files.createDirectories(data.resolve("a/b"));
        for (int i = 0; i < 25; i++) {
            Files.writeString(folders.resolve("orphan-" + (10 + i) + ".parquet"), "never committed");
        }
        Instant later = Instant.now().plus(Duration.ofDays(2));
        for (int left = 25; left > 0; left -= 10) {
            Set<String> found = lab.lake().use(table -> new OrphanFiles(table.iceberg(), 10).writtenBefore(later));
            assertThat(found).hasSize(Math.min(10, left)).contains(folders + "/orphan-" + (35 - left) + ".parquet");
            Set<String> again = lab.lake().use(table -> new OrphanFiles(table.iceberg(), 10).writtenBefore(later));
            assertThat(again).isEqualTo(found);
            for (String file : found) {
                Files.delete(Path.of(file));
            }
        }
        assertThat(lab.ports()).containsExactly(1, 2);
    }

    private CommandLineRun run(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--set", "wadi.lake.warehouse=" + folder));
        arguments.addAll(List.of("--set", "wadi.database.url=" + lab.database.getJdbcUrl()));
        arguments.addAll(List.of("--set", "wadi.database.user=" + lab.database.getUsername()));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void commandsGiveDuckDbTheTable() throws Exception {
        CommandLineRun empty = run("lake");
        assertThat(empty.status()).isEqualTo(1);
        assertThat(empty.err())
                .contains("The lake has no packets yet: store some with ./wadi run --set wadi.lake.enabled=true");
        lab.offsets.load(GROUP, partition(0), LOG);
        lab.store.store(batch(0, 0, packet(1), packet(2)), GROUP);
        CommandLineRun lake = run("lake");
        assertThat(lake.status()).as(lake.err()).isZero();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute(lake.out());
            try (ResultSet count = statement.executeQuery("select count(*), count(distinct src_port) from packets")) {
                count.next();
                assertThat(count.getInt(1)).isEqualTo(2);
                assertThat(count.getInt(2)).isEqualTo(2);
            }
        }
        CommandLineRun query = run("query", "select src_port, vlan, name from packets order by 1");
        assertThat(query.out().lines())
                .containsExactly("src_port  vlan  name", "1         -     -", "2         -     -");
        CommandLineRun csv = run("query", "--csv", "select 'a, b' as text, vlan from packets limit 1");
        assertThat(csv.out().lines()).containsExactly("text,vlan", "\"a, b\",");
        CommandLineRun before = run("query", "--to", "2024-03-09T15:00:00Z", "select count(*) from packets");
        assertThat(before.err()).contains("The lake has no packets of that time");
        CommandLineRun wrong = run("query", "select nothing from packets");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.err()).startsWith("wadi: DuckDB cannot answer: ").contains("nothing");
    }

    @Test
    void aTableOfAnotherShapeIsRefusedWithASentence() {
        lab.offsets.load(GROUP, partition(0), LOG);
        lab.lake().use(table -> {
            table.iceberg().updateSchema().renameColumn("bytes", "octets").commit();
            return null;
        });
        Lake lake = lab.lake();
        SnapshotOffsets later = new SnapshotOffsets(lake);
        assertThatThrownBy(() -> later.load(GROUP, partition(0), LOG))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("The lake cannot be used: table wadi.packets of the lake at ")
                .hasMessageContaining("has other columns or partitions: rename it, or drop it");
    }

    @Test
    void aDatabaseThatIsAwayIsAFailureToRetry() {
        PGSimpleDataSource away = new PGSimpleDataSource();
        away.setUrl("jdbc:postgresql://127.0.0.1:1/none");
        SnapshotOffsets nowhere =
                new SnapshotOffsets(new Lake(new LakePlace(away, folder.toString()), LakeContent.PACKETS));
        assertThatThrownBy(() -> nowhere.load(GROUP, partition(0), LOG))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("The lake cannot be used: ");
    }

    /** An operator's answer to a table of another shape. */
    @Test
    void aDroppedTableIsCreatedAgainAndFilledFromKafka() throws Exception {
        lab.offsets.load(GROUP, partition(0), LOG);
        lab.store.store(batch(0, 0, packet(1), packet(2)), GROUP);
        new JdbcTemplate(lab.database).update("delete from iceberg_tables");
        LakeBatch<?> late = batch(0, 2, packet(3));
        assertThatThrownBy(() -> lab.store.store(late, GROUP)).isInstanceOf(DataAccessException.class);
        assertThat(lab.store.store(late, GROUP)).isZero();
        assertThat(lab.offsets.load(GROUP, partition(0), LOG).next()).isZero();
        assertThat(lab.store.store(batch(0, 0, packet(1), packet(2)), GROUP)).isEqualTo(1);
        assertThat(lab.ports()).containsExactly(1, 2);
    }
}
