package io.wadi.lake;

import static io.wadi.lake.LakeLab.GROUP;
import static io.wadi.lake.LakeLab.LOG;
import static io.wadi.lake.LakeLab.batch;
import static io.wadi.lake.LakeLab.packet;
import static io.wadi.lake.LakeLab.partition;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.wadi.cli.CommandLineRun;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import io.wadi.testing.LongTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.StorageCredential;
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
        String foreign = lab.lake().use(table -> table.iceberg().location()) + "-of-others/data/a.parquet";
        lab.lake().use(table -> written(table.iceberg().io(), foreign));
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
            assertThat(exists(table.iceberg().io(), foreign))
                    .as("a table whose name begins alike")
                    .isTrue();
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

    /** The address of the server is only in what the catalog hands out. */
    @Test
    void keysThatACatalogHandsOutAreUsed() {
        try (LakeFiles files = new LakeFiles()) {
            files.initialize(Map.of("client.region", "us-east-1"));
            files.setCredentials(List.of(StorageCredential.create("s3://wadi", server.properties())));
            String location = server.warehouse() + "/handed-out";
            written(files, location);
            assertThat(exists(files, location)).isTrue();
        }
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

    private static Packet at(int port, String time) {
        return TestPacket.udp("192.0.2.1", port, "192.0.2.2", 53)
                .at(Instant.parse(time).toEpochMilli() * 1_000_000)
                .build();
    }

    @Test
    void aQueryFetchesOnlyFilesOfItsTime() throws Exception {
        LakeBatch<?> batch = batch(
                0, 0, at(1, "2026-05-01T10:00:00Z"), at(2, "2026-05-01T10:30:00Z"), at(3, "2026-05-01T12:00:00Z"));
        lab.store.store(batch, GROUP);
        Path fetched = Files.createDirectory(folder.resolve("fetched"));
        LakeSpan span = new LakeSpan(Instant.parse("2026-05-01T10:15:00Z"), Instant.parse("2026-05-01T11:00:00Z"));
        assertThat(lab.lake().localFiles(span, fetched)).hasSize(1).allMatch(file -> file.startsWith(fetched));
        CommandLineRun query = CommandLineRun.of(
                "query",
                "--from=" + span.from(),
                "--to=" + span.to(),
                "select src_port from packets",
                "--set=wadi.lake.warehouse=" + server.warehouse(),
                "--set=wadi.lake.properties=" + server.file(folder),
                "--set=wadi.database.url=" + lab.database.getJdbcUrl(),
                "--set=wadi.database.user=" + lab.database.getUsername());
        assertThat(query.out().lines()).as(query.err()).containsExactly("src_port", "2");
    }

    @Test
    void accessThatIsRefusedIsAFailureToRetry() throws Exception {
        HttpServer refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        refusing.createContext("/", exchange -> {
            byte[] denied =
                    "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>".getBytes(US_ASCII);
            exchange.sendResponseHeaders(403, denied.length);
            exchange.getResponseBody().write(denied);
            exchange.close();
        });
        refusing.start();
        Map<String, String> properties = new HashMap<>(server.properties());
        properties.put(
                "s3.endpoint", "http://127.0.0.1:" + refusing.getAddress().getPort());
        LakeLab denied = new LakeLab("", server.warehouse(), properties);
        try {
            assertThatThrownBy(() -> denied.offsets.load(GROUP, partition(0), LOG))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageStartingWith("The lake cannot be used: ")
                    .hasMessageContaining("403")
                    .hasMessageNotContaining("any-secret")
                    .hasMessageNotContaining("\n");
        } finally {
            refusing.stop(0);
        }
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
