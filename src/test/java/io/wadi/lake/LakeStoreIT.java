package io.wadi.lake;

import static io.wadi.lake.LakeLab.GROUP;
import static io.wadi.lake.LakeLab.LOG;
import static io.wadi.lake.LakeLab.batch;
import static io.wadi.lake.LakeLab.packet;
import static io.wadi.lake.LakeLab.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.packet.Packet;
import io.wadi.packet.RandomPackets;
import io.wadi.packet.TestPacket;
import io.wadi.store.PartitionLog;
import io.wadi.store.StoredOffset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table, as DuckDB reads it. */
class LakeStoreIT {

    @TempDir
    Path folder;

    private LakeLab lab;

    @BeforeEach
    void prepare() throws Exception {
        lab = new LakeLab(folder);
    }

    @Test
    void eachColumnHoldsWhatThePacketHas() throws Exception {
        lab.offsets.load(GROUP, partition(0), LOG);
        LakeBatch<?> batch = batch(
                0,
                0,
                TestPacket.tcp("192.0.2.1", 40_000, "2001:db8::1", 443, 0x18)
                        .at(1_710_000_000_123_456_789L)
                        .protocol("TLS", "münchen.example")
                        .vlans(7, 8)
                        .build(),
                TestPacket.icmp("192.0.2.1", "192.0.2.2", 8, 0)
                        .at(1_710_000_001_000_000_000L)
                        .flow(null)
                        .with(p -> p.ttl = -1)
                        .build());
        assertThat(lab.store.store(batch, GROUP)).isEqualTo(1);
        List<String> found = new ArrayList<>();
        lab.rows.query(
                "select to_json(packets) from packets order by \"timestamp\"", row -> found.add(row.getString(1)));
        assertThat(found)
                .containsExactly(
                        "{\"src_ip\":\"192.0.2.1\",\"dst_ip\":\"2001:db8::1\",\"src_port\":40000,\"dst_port\":443,"
                                + "\"protocol\":\"TLS\",\"bytes\":60,\"type\":\"Ethernet\","
                                + "\"timestamp\":\"2024-03-09 16:00:00.123456+00\",\"transport\":\"TCP\",\"length\":74,"
                                + "\"ttl\":64,\"tcp_flags\":24,\"icmp_type\":null,\"icmp_code\":null,\"vlan\":7,"
                                + "\"name\":\"münchen.example\",\"flow\":\"1:LQU9qZlK+B5F3KDmev6m5PMibrg=\","
                                + "\"probe\":\"host/eth0\"}",
                        "{\"src_ip\":\"192.0.2.1\",\"dst_ip\":\"192.0.2.2\",\"src_port\":null,\"dst_port\":null,"
                                + "\"protocol\":\"ICMP\",\"bytes\":60,\"type\":\"Ethernet\","
                                + "\"timestamp\":\"2024-03-09 16:00:01+00\",\"transport\":\"ICMP\",\"length\":74,"
                                + "\"ttl\":null,\"tcp_flags\":null,\"icmp_type\":8,\"icmp_code\":0,\"vlan\":null,"
                                + "\"name\":null,\"flow\":null,\"probe\":\"host/eth0\"}");
    }

    /** Of any time, address and text that a message can have. */
    @Test
    void randomPacketsAreAllThere() throws Exception {
        RandomPackets random = new RandomPackets(23);
        Packet[] packets = Stream.generate(random::next).limit(100).toArray(Packet[]::new);
        lab.offsets.load(GROUP, partition(0), LOG);
        assertThat(lab.store.store(batch(0, 0, packets), GROUP)).isEqualTo(1);
        List<String> found = new ArrayList<>();
        lab.rows.query(
                "select src_ip, bytes, epoch_us(\"timestamp\"), name from packets",
                row -> found.add(row.getString(1) + row.getInt(2) + " " + row.getLong(3) + row.getString(4)));
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(Stream.of(packets)
                        .map(each ->
                                each.src().toString() + each.size() + " " + each.timestampNanos() / 1_000 + each.name())
                        .toList());
    }

    @Test
    void theFenceRejectsWhatDoesNotFollow() throws Exception {
        assertThat(lab.store.store(batch(0, 0, packet(9)), GROUP))
                .as("of a partition that was never loaded")
                .isZero();
        assertThat(lab.offsets
                        .load(GROUP, partition(0), new PartitionLog("id", 10, 99, 3))
                        .next())
                .isEqualTo(10);
        assertThat(lab.store.store(batch(0, 0, packet(9)), GROUP)).isZero();
        assertThat(lab.store.store(batch(0, 10, packet(1), packet(2)), GROUP)).isEqualTo(1);
        assertThat(lab.store.store(batch(0, 10, packet(1), packet(2)), GROUP))
                .as("again")
                .isZero();
        assertThat(lab.store.store(batch(0, 13, packet(9)), GROUP))
                .as("after a gap")
                .isZero();
        assertThat(new LakeStore(lab.lake()).store(batch(0, 12, packet(3)), GROUP))
                .as("another process goes on")
                .isEqualTo(1);
        assertThat(lab.store.store(batch(0, 12, packet(3)), GROUP))
                .as("a zombie that has not seen it")
                .isZero();
        assertThat(lab.ports()).containsExactly(1, 2, 3);
        assertThat(lab.offsets.load(GROUP, partition(0), LOG)).isEqualTo(new StoredOffset(13, "id", false, 3));
        assertThat(parquetFiles()).as("a rejected batch leaves no file").isEqualTo(2);
    }

    @Test
    void writersOfSeveralProcessesAllSucceed() throws Exception {
        int writers = 3;
        int batches = 3;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            int number = i;
            Thread thread = new Thread(() -> write(number, batches));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(lab.rows.count()).isEqualTo(writers * batches);
        assertThat(lab.offsets.ofTopic(GROUP, "packets")).isEqualTo(Map.of(0, 3L, 1, 3L, 2, 3L));
    }

    private void write(int number, int batches) {
        Lake own = lab.lake();
        LakeStore writer = new LakeStore(own);
        new SnapshotOffsets(own).load(GROUP, partition(number), LOG);
        for (int i = 0; i < batches; i++) {
            assertThat(writer.store(batch(number, i, packet(i)), GROUP)).isEqualTo(1);
        }
    }

    @Test
    void tableIngestOffsetsHasACopy() {
        lab.offsets.load(GROUP, partition(0), LOG);
        lab.store.store(batch(0, 0, packet(1), packet(2)), GROUP);
        new JdbcTemplate(lab.database).update("delete from ingest_offsets");
        lab.store.store(batch(0, 2, packet(3)), GROUP);
        assertThat(new JdbcTemplate(lab.database)
                        .queryForList("select next_offset, packets, topic_id, leader_epoch from ingest_offsets"))
                .containsExactly(Map.of("next_offset", 3L, "packets", 3L, "topic_id", "id", "leader_epoch", 3));
    }

    private List<String> filesWith(Expression filter) {
        return lab.lake().use(table -> {
            List<String> found = new ArrayList<>();
            table.iceberg()
                    .newScan()
                    .filter(filter)
                    .planFiles()
                    .forEach(task -> found.add(task.file().location()));
            return found;
        });
    }

    /** Packets of the 65th hour on share a file, which engines must find. */
    @Test
    void packetsOfManyHoursAreAllThere() throws Exception {
        long hour = 3_600_000_000_000L;
        lab.offsets.load(GROUP, partition(0), LOG);
        Packet[] packets = IntStream.range(0, 200)
                .mapToObj(i -> TestPacket.udp("192.0.2.1", i, "192.0.2.2", 53)
                        .at(i * hour)
                        .build())
                .toArray(Packet[]::new);
        assertThat(lab.store.store(batch(0, 0, packets), GROUP)).isEqualTo(1);
        assertThat(lab.ports()).hasSize(200).doesNotHaveDuplicates();
        assertThat(lab.rows.files()).hasSize(65);
        String shared = filesWith(Expressions.alwaysTrue()).stream()
                .filter(file -> !file.contains("timestamp_hour="))
                .findFirst()
                .orElseThrow();
        List<Integer> inShared = new ArrayList<>();
        lab.rows.query("select src_port from read_parquet('" + shared + "')", row -> inShared.add(row.getInt(1)));
        assertThat(inShared).hasSize(136);
        long micros = inShared.get(0) * hour / 1_000;
        assertThat(filesWith(Expressions.equal("timestamp", micros))).contains(shared);
        assertThat(filesWith(Expressions.greaterThan("timestamp", 200 * hour / 1_000)))
                .isEmpty();
    }

    private long parquetFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).count();
        }
    }

    /** Otherwise each attempt of a long outage, as of a database that can only be read, would leave its files. */
    @Test
    void anAttemptAfterAFailureUsesTheSameFiles() throws Exception {
        lab.offsets.load(GROUP, partition(0), LOG);
        JdbcTemplate database = new JdbcTemplate(lab.database);
        database.execute("create rule away as on update to iceberg_tables do instead select 1 / 0");
        LakeBatch<?> batch = batch(0, 0, packet(1), packet(2));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> lab.store.store(batch, GROUP)).isInstanceOf(DataAccessException.class);
        }
        assertThat(parquetFiles()).isEqualTo(1);
        database.execute("drop rule away on iceberg_tables");
        assertThat(lab.store.store(batch, GROUP)).isEqualTo(1);
        assertThat(lab.ports()).containsExactly(1, 2);
        assertThat(parquetFiles()).isEqualTo(1);
    }

    /** Upkeep of a process with another clock, or a failure of a day. */
    @Test
    void anAttemptAfterAFailureWritesAFileAgainThatWasRemovedMeanwhile() throws Exception {
        lab.offsets.load(GROUP, partition(0), LOG);
        JdbcTemplate database = new JdbcTemplate(lab.database);
        database.execute("create rule away as on update to iceberg_tables do instead select 1 / 0");
        LakeBatch<?> batch = batch(0, 0, packet(1), packet(2));
        assertThatThrownBy(() -> lab.store.store(batch, GROUP)).isInstanceOf(DataAccessException.class);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".parquet")).toList()) {
                Files.delete(file);
            }
        }
        database.execute("drop rule away on iceberg_tables");
        assertThat(lab.store.store(batch, GROUP)).isEqualTo(1);
        assertThat(lab.ports()).containsExactly(1, 2);
    }

    /** The connection breaks after the database has committed. */
    @Test
    void aCommitWhoseAnswerIsLostIsNeitherRepeatedNorUndone() throws Exception {
        lab.offsets.load(GROUP, partition(0), LOG);
        LostAnswers database = new LostAnswers(lab.database);
        LakeStore store =
                new LakeStore(new Lake(new LakePlace(database.dataSource(), folder.toString()), LakeContent.PACKETS));
        LakeBatch<?> batch = batch(0, 0, packet(1), packet(2));
        database.loseNextUpdate();
        assertThatThrownBy(() -> store.store(batch, GROUP)).isInstanceOf(DataAccessException.class);
        assertThat(store.store(batch, GROUP)).as("refused: it is there").isZero();
        assertThat(lab.ports()).containsExactly(1, 2);
        assertThat(lab.offsets.load(GROUP, partition(0), LOG).next()).isEqualTo(2);
    }
}
