package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import io.wadi.testing.LongTest;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Three Kafka nodes with three replicas of each partition, some of which go away under load. */
@LongTest(seconds = 95)
class ClusterIT {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int PACKETS = Integer.getInteger("wadi.cluster.packets", 30_000);
    private static final int PACE = 2_000;

    @TempDir
    private static Path shared;

    private static KafkaCluster cluster;

    @TempDir
    private Path folder;

    private Settings settings;
    private String topic;
    private JdbcTemplate database;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = new KafkaCluster(shared);
    }

    @AfterAll
    static void stopCluster() throws Exception {
        cluster.close();
    }

    @BeforeEach
    void start() throws Exception {
        settings = TestServers.settings();
        settings.set("wadi.kafka.brokers", cluster.brokers());
        settings.set("wadi.topic.replication", String.valueOf(KafkaCluster.NODES));
        topic = settings.get(KafkaSettings.TOPIC);
        database = new JdbcTemplate(new DriverManagerDataSource(settings.text(DatabaseSettings.URL), "postgres", ""));
    }

    /** What happens to the cluster under load. */
    private interface Fault {
        void happen() throws Exception;
    }

    @Test
    void losesItsLeader() throws Exception {
        assertSameAfter(() -> {
            assertThat(cluster.config(topic, "min.insync.replicas")).isEqualTo("2");
            int leader = cluster.leader(topic);
            cluster.kill(leader);
            awaitStored(PACKETS / 2);
            cluster.start(leader);
        });
    }

    /** Without two replicas no message is acknowledged, and without two controllers no leader is elected. */
    @Test
    void losesTwoNodesThatComeBack() throws Exception {
        assertSameAfter(() -> {
            int leader = cluster.leader(topic);
            int other = leader % KafkaCluster.NODES + 1;
            cluster.kill(leader);
            cluster.kill(other);
            cluster.start(other);
            cluster.start(leader);
        });
    }

    @Test
    void isRestartedNodeByNode() throws Exception {
        assertSameAfter(() -> {
            for (int node = 1; node <= KafkaCluster.NODES; node++) {
                cluster.restart(node);
                cluster.awaitInSync(topic);
            }
        });
    }

    private void assertSameAfter(Fault fault) throws Exception {
        try (Pipeline stores =
                        new Pipeline(settings, Set.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS), TestServers.cache());
                Pipeline capture = capture()) {
            stores.start();
            capture.start();
            awaitStored(PACKETS / 10);
            fault.happen();
            capture.capture().finished().get(LONG.toMinutes(), TimeUnit.MINUTES);
            long decoded = capture.capture().getDecoded();
            awaitStored(decoded);
            cluster.awaitInSync(topic);
            Contents contents = Comparison.ofTopic(cluster.brokers(), topic);
            assertThat(contents.count()).isEqualTo(decoded);
            Comparison.assertSame(Comparison.ofTables(database), contents);
        }
    }

    private Pipeline capture() throws Exception {
        Path file = folder.resolve("capture.pcap");
        try (OutputStream out = Files.newOutputStream(file)) {
            new SampleCapture(PACKETS, 1, Instant.parse("2026-03-09T12:00:00Z")).write(out);
        }
        settings.set("wadi.source", "pcap:file:" + file);
        settings.set("wadi.capture.pace", String.valueOf(PACE));
        return new Pipeline(settings, Set.of(Stage.CAPTURE), TestServers.cache());
    }

    private void awaitStored(long packets) {
        for (String sum : new String[] {"select count(*) from traffic", "select sum(packets) from flows"}) {
            await().atMost(LONG).until(() -> {
                Long stored = database.queryForObject(sum, Long.class);
                return stored != null && stored >= packets;
            });
        }
    }
}
