package io.wadi.lake;

import static io.wadi.lake.LakeLab.GROUP;
import static io.wadi.lake.LakeLab.LOG;
import static io.wadi.lake.LakeLab.batch;
import static io.wadi.lake.LakeLab.packet;
import static io.wadi.lake.LakeLab.partition;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessException;

/** Retention and compaction, beside stores. */
class LakeUpkeepIT {

    private static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);

    @TempDir
    Path folder;

    private LakeLab lab;

    @BeforeEach
    void prepare() throws Exception {
        lab = new LakeLab(folder);
        lab.offsets.load(GROUP, partition(0), LOG);
    }

    private static Packet at(int port, Instant time) {
        return TestPacket.udp("192.0.2.1", port, "192.0.2.2", 53)
                .at(time.getEpochSecond() * 1_000_000_000)
                .build();
    }

    /** Number of files that a compaction has replaced. */
    private static long merge(Lake lake) {
        LongAdder replaced = new LongAdder();
        lake.useBeside(table -> new LakeCompaction(table).run(replaced::add));
        return replaced.sum();
    }

    @Test
    void smallFilesOfAnHourBecomeOne() throws Exception {
        for (int i = 0; i < 10; i++) {
            lab.store.store(batch(0, i, packet(i)), GROUP);
        }
        List<String> small = lab.rows.files();
        Lake lake = lab.lake();
        assertThat(merge(lake)).isEqualTo(10);
        assertThat(lab.rows.files()).hasSize(1).doesNotContainAnyElementsOf(small);
        assertThat(lab.ports()).isEqualTo(IntStream.range(0, 10).boxed().toList());
        assertThat(merge(lake)).as("nothing more to do").isZero();
        assertThat(lab.store.store(batch(0, 10, packet(10)), GROUP))
                .as("a store that has not seen it")
                .isEqualTo(1);
        assertThat(lab.offsets.load(GROUP, partition(0), LOG).next()).isEqualTo(11);
        assertThat(lab.ports()).hasSize(11);
        Clock later = Clock.fixed(Instant.now().plus(Duration.ofDays(2)), ZoneOffset.UTC);
        new LakeUpkeep(Map.of(lake, Duration.ZERO), Duration.ofDays(1), later).run();
        assertThat(small).as("no snapshot has them any more").noneMatch(file -> Files.exists(Path.of(file)));
        assertThat(lab.ports()).hasSize(11);
    }

    /** Statistics must be right, or engines skip the file. */
    @Test
    void aMergedFileIsFoundByItsStatistics() throws Exception {
        Instant hour = Instant.parse("2026-05-01T10:00:00Z");
        for (int i = 0; i < 8; i++) {
            lab.store.store(batch(0, i, at(i, hour.plusSeconds(i))), GROUP);
        }
        merge(lab.lake());
        List<Integer> ports = new ArrayList<>();
        lab.rows.query(
                "select src_port from packets where \"timestamp\" = timestamptz '2026-05-01 10:00:03+00'",
                row -> ports.add(row.getInt(1)));
        assertThat(ports).containsExactly(3);
    }

    @Test
    void storesGoOnWhileFilesAreMerged() throws Exception {
        Thread store = new Thread(() -> {
            for (int i = 0; i < 20; i++) {
                assertThat(lab.store.store(batch(0, i, packet(i)), GROUP)).isEqualTo(1);
            }
        });
        store.start();
        Lake lake = lab.lake();
        while (store.isAlive()) {
            merge(lake);
        }
        store.join();
        merge(lake);
        assertThat(lab.ports()).isEqualTo(IntStream.range(0, 20).boxed().toList());
        assertThat(lab.rows.files()).hasSizeLessThan(8);
    }

    @Test
    void retentionRemovesFilesWhosePacketsAreAllTooOld() throws Exception {
        Instant now = Instant.now();
        lab.store.store(
                batch(
                        0,
                        0,
                        at(1, now),
                        at(2, now.minus(Duration.ofDays(9))),
                        at(3, now.minus(Duration.ofDays(11))),
                        at(4, Instant.EPOCH)),
                GROUP);
        Lake lake = lab.lake();
        new LakeUpkeep(Map.of(lake, Duration.ofDays(10)), Duration.ofDays(1), Clock.systemUTC()).run();
        assertThat(lab.ports()).containsExactly(1, 2);
        assertThat(lab.offsets.load(GROUP, partition(0), LOG).next()).isEqualTo(4);
        assertThat(lab.store.store(batch(0, 4, at(5, now)), GROUP)).isEqualTo(1);
    }

    /** Eight small files of an hour, which are to be merged. */
    private List<String> smallFiles(int first, Instant hour) throws Exception {
        List<String> before = lab.rows.files();
        for (int i = 0; i < 8; i++) {
            lab.store.store(batch(0, first + i, at(first + i, hour)), GROUP);
        }
        List<String> files = new ArrayList<>(lab.rows.files());
        files.removeAll(before);
        return files;
    }

    /** A file that is no Parquet, and one whose footer names no columns: reading them fails in different ways. */
    private static Stream<Arguments> damaged() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(MAGIC);
        Util.writeFileMetaData(new FileMetaData(1, List.of(), 0, List.of()), file);
        file.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(file.size() - MAGIC.length)
                .array());
        file.writeBytes(MAGIC);
        return Stream.of(
                Arguments.of("no Parquet", "no Parquet".getBytes(US_ASCII)),
                Arguments.of("no columns", file.toByteArray()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damaged")
    void aStepThatFailsKeepsNoOtherFromRunning(String name, byte[] content) throws Exception {
        Instant now = Instant.now();
        lab.store.store(batch(0, 0, at(0, now.minus(Duration.ofDays(20)))), GROUP);
        List<String> old = lab.rows.files();
        List<String> broken = smallFiles(1, now);
        List<String> whole = smallFiles(9, now.minus(Duration.ofHours(2)));
        Files.write(Path.of(broken.get(0)), content);
        Clock later = Clock.fixed(now.plus(Duration.ofDays(2)), ZoneOffset.UTC);
        LakeUpkeep upkeep = new LakeUpkeep(Map.of(lab.lake(), Duration.ofDays(10)), Duration.ofDays(1), later);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        upkeep.bindTo(meters);
        upkeep.run();
        assertThat(lab.rows.files())
                .as("old ones removed, those of another hour merged")
                .hasSize(9)
                .containsAll(broken)
                .doesNotContainAnyElementsOf(whole);
        assertThat(old).as("their snapshots expired").noneMatch(file -> Files.exists(Path.of(file)));
        assertThat(failures(meters, "Merging small files of packets in the lake"))
                .isEqualTo(1);
        assertThat(meters.get("wadi.task.failures").functionCounters().stream()
                        .mapToDouble(FunctionCounter::count)
                        .sum())
                .isEqualTo(1);
    }

    private static double failures(SimpleMeterRegistry meters, String task) {
        return meters.get("wadi.task.failures")
                .tag("task", task)
                .functionCounter()
                .count();
    }

    @Test
    void aClassThatIsMissingIsAFailureWithASentence() {
        Lake lake = lab.lake();
        assertThatThrownBy(() -> lake.use(table -> {
                    throw new NoClassDefFoundError("org/apache/hadoop/conf/Configuration");
                }))
                .isInstanceOf(DataAccessException.class)
                .hasMessage("The lake cannot be used: Java cannot load org/apache/hadoop/conf/Configuration");
    }

    @Test
    void anAddressIsErasedFromAllFiles() throws Exception {
        Packet own = TestPacket.udp("198.51.100.7", 100, "192.0.2.2", 53).build();
        Packet toIt = TestPacket.udp("192.0.2.2", 53, "198.51.100.7", 101).build();
        lab.store.store(batch(0, 0, packet(1), own, packet(2)), GROUP);
        lab.store.store(batch(0, 3, toIt), GROUP);
        lab.store.store(batch(0, 4, packet(3)), GROUP);
        List<String> before = lab.rows.files();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            assertThat(lab.lake().erase(IpAddress.parse("198.51.100.7"), duckdb))
                    .isEqualTo(2);
            assertThat(lab.lake().erase(IpAddress.parse("198.51.100.7"), duckdb))
                    .as("again")
                    .isZero();
        }
        assertThat(lab.ports()).containsExactly(1, 2, 3);
        assertThat(lab.rows.files()).hasSize(2).containsAnyElementsOf(before);
        assertThat(lab.store.store(batch(0, 5, packet(4)), GROUP)).isEqualTo(1);
        for (int i = 0; i < 8; i++) {
            lab.store.store(batch(0, 6 + i, packet(5 + i)), GROUP);
        }
        assertThat(merge(lab.lake())).as("all but the one that DuckDB wrote").isEqualTo(10);
        assertThat(lab.ports()).isEqualTo(IntStream.rangeClosed(1, 12).boxed().toList());
    }
}
