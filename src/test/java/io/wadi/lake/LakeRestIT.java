package io.wadi.lake;

import static io.wadi.lake.LakeLab.GROUP;
import static io.wadi.lake.LakeLab.LOG;
import static io.wadi.lake.LakeLab.batch;
import static io.wadi.lake.LakeLab.packet;
import static io.wadi.lake.LakeLab.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/** The lake with a REST catalog. */
class LakeRestIT {

    private static final Map<String, String> TOKEN = Map.of("token", RestCatalogServer.TOKEN);

    @TempDir
    Path folder;

    private RestCatalogServer server;
    private LakeLab lab;

    @BeforeEach
    void prepare() throws Exception {
        server = new RestCatalogServer(folder);
        lab = new LakeLab(server.address(), "", TOKEN);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void packetsAreStoredExactlyOnceAndKeptUp() throws Exception {
        lab.offsets.load(GROUP, partition(0), LOG);
        for (int i = 0; i < 10; i++) {
            assertThat(lab.store.store(batch(0, i, packet(i)), GROUP)).isEqualTo(1);
        }
        assertThat(lab.store.store(batch(0, 9, packet(9)), GROUP)).as("again").isZero();
        LakeStore other = new LakeStore(lab.lake());
        assertThat(other.store(batch(0, 10, packet(10)), GROUP))
                .as("another process goes on")
                .isEqualTo(1);
        assertThat(lab.store.store(batch(0, 10, packet(10)), GROUP))
                .as("a zombie that has not seen it")
                .isZero();
        Clock later = Clock.fixed(Instant.now().plus(Duration.ofDays(2)), ZoneOffset.UTC);
        new LakeUpkeep(Map.of(lab.lake(), Duration.ZERO), Duration.ofDays(1), later).run();
        assertThat(lab.rows.files()).hasSize(1);
        assertThat(lab.ports()).isEqualTo(IntStream.rangeClosed(0, 10).boxed().toList());
        assertThat(lab.offsets.load(GROUP, partition(0), LOG).next()).isEqualTo(11);
    }

    @Test
    void writersOfSeveralProcessesAllSucceed() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int number = i;
            Thread thread = new Thread(() -> write(number));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(lab.rows.count()).isEqualTo(6);
        assertThat(lab.offsets.ofTopic(GROUP, "packets")).isEqualTo(Map.of(0, 3L, 1, 3L));
    }

    private void write(int number) {
        Lake own = lab.lake();
        new SnapshotOffsets(own).load(GROUP, partition(number), LOG);
        for (int i = 0; i < 3; i++) {
            assertThat(new LakeStore(own).store(batch(number, i, packet(i)), GROUP))
                    .isEqualTo(1);
        }
    }

    /** The connection breaks after the catalog has committed. */
    @Test
    void aCommitWhoseAnswerIsLostIsNeitherRepeatedNorUndone() throws Exception {
        lab.offsets.load(GROUP, partition(0), LOG);
        LakeBatch<?> batch = batch(0, 0, packet(1), packet(2));
        server.loseNextCommit();
        assertThatThrownBy(() -> lab.store.store(batch, GROUP)).isInstanceOf(DataAccessException.class);
        assertThat(lab.store.store(batch, GROUP)).as("refused: it is there").isZero();
        assertThat(lab.ports()).containsExactly(1, 2);
        assertThat(lab.offsets.load(GROUP, partition(0), LOG).next()).isEqualTo(2);
    }

    /** Iceberg's client sends it again, and is told that another commit came first: its own. */
    @Test
    void aCommitThatWasDoneAndDeniedKeepsItsFiles() throws Exception {
        lab.offsets.load(GROUP, partition(0), LOG);
        LakeBatch<?> batch = batch(0, 0, packet(1), packet(2));
        server.denyNextCommit();
        assertThatThrownBy(() -> lab.store.store(batch, GROUP)).isInstanceOf(DataAccessException.class);
        assertThat(lab.store.store(batch, GROUP)).as("refused: it is there").isZero();
        assertThat(lab.ports()).containsExactly(1, 2);
        assertThat(lab.offsets.load(GROUP, partition(0), LOG).next()).isEqualTo(2);
    }

    @Test
    void aCatalogThatIsAwayOrRefusesIsAFailureToRetry() {
        SnapshotOffsets refused = new SnapshotOffsets(new Lake(
                new LakePlace(lab.database, server.address(), "", Map.of("token", "wrong")), LakeContent.PACKETS));
        assertThatThrownBy(() -> refused.load(GROUP, partition(0), LOG))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("The lake cannot be used: Not authorized")
                .hasMessageNotContaining("wrong");
        server.close();
        assertThatThrownBy(() -> lab.offsets.load(GROUP, partition(0), LOG))
                .isInstanceOf(DataAccessException.class)
                .hasMessageStartingWith("The lake cannot be used: ");
    }
}
