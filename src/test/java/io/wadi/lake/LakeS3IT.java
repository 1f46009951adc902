package io.wadi.lake;

import static io.wadi.lake.LakeLab.GROUP;
import static io.wadi.lake.LakeLab.LOG;
import static io.wadi.lake.LakeLab.batch;
import static io.wadi.lake.LakeLab.packet;
import static io.wadi.lake.LakeLab.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.net.IpAddress;
import io.wadi.packet.TestPacket;
import io.wadi.testing.LongTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/** The lake on S3. */
@LongTest(seconds = 40)
class LakeS3IT {

    @TempDir
    static Path folder;

    private static S3Server server;

    private LakeLab lab;

    @BeforeAll
    static void start() throws Exception {
        server = new S3Server(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void prepare() throws Exception {
        lab = new LakeLab("", server.warehouse(), server.properties());
        lab.offsets.load(GROUP, partition(0), LOG);
    }

    private static Clock later() {
        return Clock.fixed(Instant.now().plus(Duration.ofDays(2)), ZoneOffset.UTC);
    }

    @Test
    void packetsAreStoredExactlyOnceAndKeptUp() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(lab.store.store(batch(0, i, packet(i)), GROUP)).isEqualTo(1);
        }
        assertThat(lab.store.store(batch(0, 9, packet(9)), GROUP)).as("again").isZero();
        List<String> small = lab.rows.files();
        assertThat(small).hasSize(10).allMatch(file -> file.startsWith(server.warehouse()));
        String orphan = small.get(0).replaceFirst("[^/]+$", "orphan.parquet");
        lab.lake().use(table -> written(table.iceberg().io(), orphan));
        LakeUpkeep upkeep = new LakeUpkeep(Map.of(lab.lake(), Duration.ZERO), Duration.ofDays(1), later());
        upkeep.run();
        upkeep.run();
        assertThat(lab.rows.files()).hasSize(1);
        assertThat(lab.ports()).isEqualTo(IntStream.range(0, 10).boxed().toList());
        lab.lake().use(table -> {
            assertThat(small)
                    .as("no snapshot has them")
                    .noneMatch(file -> exists(table.iceberg().io(), file));
            assertThat(exists(table.iceberg().io(), orphan)).isFalse();
            return null;
        });
        assertThat(lab.store.store(batch(0, 10, packet(10)), GROUP)).isEqualTo(1);
    }

    private static boolean exists(FileIO files, String location) {
        return files.newInputFile(location).exists();
    }

    private static OutputFile written(FileIO files, String location) {
        OutputFile file = files.newOutputFile(location);
        try (PositionOutputStream out = file.create()) {
            out.write(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    @Test
    void anAddressIsErased() throws Exception {
        lab.store.store(
                batch(
                        0,
                        0,
                        packet(1),
                        TestPacket.udp("198.51.100.7", 100, "192.0.2.2", 53).build()),
                GROUP);
        try (Connection duckdb = DuckDb.open()) {
            assertThat(lab.lake().erase(IpAddress.parse("198.51.100.7"), duckdb))
                    .isEqualTo(1);
        }
        assertThat(lab.ports()).containsExactly(1);
    }

    @Test
    void whileTheServerIsAwayABatchFailsAndIsStoredLater() throws Exception {
        lab.store.store(batch(0, 0, packet(1)), GROUP);
        LakeBatch<?> batch = batch(0, 1, packet(2));
        server.stop();
        try {
            assertThatThrownBy(() -> lab.store.store(batch, GROUP))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageStartingWith("The lake cannot be used: ");
        } finally {
            server.start();
        }
        assertThat(lab.store.store(batch, GROUP)).isEqualTo(1);
        assertThat(lab.ports()).containsExactly(1, 2);
    }

    @Test
    void aBucketThatIsNotThereIsAFailureToRetry() throws Exception {
        LakeLab nowhere = new LakeLab("", "s3://no-such-bucket/lake", server.properties());
        assertThatThrownBy(() -> nowhere.offsets.load(GROUP, partition(0), LOG))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("The lake cannot be used: ")
                .hasMessageNotContaining("any-secret");
    }
}
