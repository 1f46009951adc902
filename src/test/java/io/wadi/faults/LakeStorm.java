package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.Wadi;
import io.wadi.lake.LakeContent;
import io.wadi.lake.LakePlace;
import io.wadi.lake.LakeRows;
import io.wadi.lake.S3Server;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills processes that store into the lake at random while packets and poison messages arrive, and compares what DuckDB
 * reads with the topic at the end. The log has the seed, and {@code wadi.crash.seed} selects another.
 */
final class LakeStorm implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LakeStorm.class);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String GROUP = "wadi-store-lake";
    private static final int PARTITIONS = 4;
    private static final int SHORTEST_PAUSE_MILLIS = 500;

    private final Path folder;
    private final int processes;
    private final int packets;
    private final int kills;
    private final int longestPauseMillis;
    private final long seed = Long.getLong("wadi.crash.seed", System.nanoTime() & 0xffff);
    private final Random random = new Random(seed);
    private final List<JavaProcess> workers = new ArrayList<>();
    private final Settings settings;
    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private LakeRows lake;

    /**
     * Prepares a storm.
     *
     * @param processes number of store processes, at most one a partition
     * @param packets number of packets that the capture publishes
     * @param kills number of processes that are killed
     * @param longestPauseMillis longest time from one kill to the next
     */
    LakeStorm(Path folder, int processes, int packets, int kills, int longestPauseMillis) throws Exception {
        this.folder = folder;
        this.processes = processes;
        this.packets = packets;
        this.kills = kills;
        this.longestPauseMillis = longestPauseMillis;
        settings = TestServers.settings();
        settings.set("wadi.topic.partitions", String.valueOf(PARTITIONS));
        settings.set("wadi.data.dir", TestServers.cache().toString());
        settings.set("wadi.routes.dir", folder.toString());
        settings.set("wadi.lake.warehouse", folder.resolve("lake").toString());
        settings.set("wadi.store-lake.interval-millis", "1000");
        settings.set("wadi.store-lake.batch-packets", String.valueOf(packets / 20));
        // The broker misses a killed worker after the shortest time that it allows.
        settings.set(
                "wadi.kafka.client-properties",
                Files.writeString(folder.resolve("client.properties"), "session.timeout.ms=6000\n")
                        .toString());
        database.setUrl(settings.text(DatabaseSettings.URL));
        database.setUser(settings.get(DatabaseSettings.USER));
        lake = new LakeRows(database, folder.resolve("lake").toString());
    }

    /** Puts the lake on S3. */
    LakeStorm on(S3Server server) throws Exception {
        settings.set("wadi.lake.warehouse", server.warehouse());
        settings.set("wadi.lake.properties", server.file(folder).toString());
        lake = new LakeRows(new LakePlace(database, "", server.warehouse(), server.properties()), LakeContent.PACKETS);
        return this;
    }

    @Override
    public void close() throws InterruptedException {
        for (JavaProcess worker : workers) {
            worker.close();
        }
    }

    /** The processes start again at once, and the lake must hold the topic in the end. */
    void run() throws Exception {
        LOG.info("seed {}: {} packets, {} kills", seed, packets, kills);
        settings.set("wadi.source", "pcap:file:" + sample());
        settings.set("wadi.capture.pace", String.valueOf(packets / seconds()));
        String brokers = settings.text(KafkaSettings.BROKERS);
        String topic = settings.get(KafkaSettings.TOPIC);
        try (Pipeline capture = new Pipeline(settings, Set.of(Stage.CAPTURE), folder);
                Poison poison = new Poison(brokers, topic)) {
            startWorkers();
            capture.start();
            await().atMost(LONGEST).until(() -> lake.count() > 0);
            for (int i = 0; i < Poison.MESSAGES.size(); i++) {
                poison.publish(i, i % PARTITIONS);
            }
            for (int i = 0; i < kills; i++) {
                pause();
                poison.publish(i, random.nextInt(PARTITIONS));
                killWorker();
            }
            capture.capture().finished().get(LONGEST.toMinutes(), TimeUnit.MINUTES);
            long decoded = capture.capture().getDecoded();
            awaitStored(decoded);
            LOG.info("{} files in the lake, {} in its folder", lake.files().size(), parquetFiles());
            LOG.info("{}", lake.commits());
            Contents published = Comparison.ofTopic(brokers, topic);
            assertThat(published.count()).isEqualTo(decoded);
            Contents stored = contents();
            assertThat(stored.count()).as("packets").isEqualTo(decoded);
            Comparison.assertSamePackets(stored, published);
            // The last message of a partition may be a poisonous one, which is read after the last packet.
            await().atMost(LONGEST)
                    .untilAsserted(
                            () -> poison.assertDeadLetters(settings.get(KafkaSettings.DEAD_TOPIC), Set.of(GROUP)));
        }
    }

    /** How long packets arrive: until all kills are done, and some more. */
    private int seconds() {
        return kills * (SHORTEST_PAUSE_MILLIS + longestPauseMillis) / 2_000 + 4;
    }

    /** With those that a killed worker had written and not committed. */
    private long parquetFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).count();
        }
    }

    private Path sample() throws Exception {
        Path sample = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(sample)) {
            new SampleCapture(packets, seed, Instant.parse("2026-01-01T00:00:00Z")).write(out);
        }
        return sample;
    }

    private void startWorkers() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run", "--only", "store-lake"));
        for (String name : settings.properties().stringPropertyNames()) {
            arguments.addAll(List.of("--set", name + "=" + settings.properties().getProperty(name)));
        }
        for (int i = 0; i < processes; i++) {
            JavaProcess worker = new JavaProcess(Wadi.class, arguments, log(i));
            worker.start();
            workers.add(worker);
        }
        for (int i = 0; i < processes; i++) {
            JavaProcess worker = workers.get(i);
            Path log = log(i);
            await().atMost(LONGEST)
                    .failFast(() -> assertThat(worker.isAlive())
                            .as(() -> "worker runs: " + read(log))
                            .isTrue())
                    .untilAsserted(() -> assertThat(read(log)).contains("wadi: running"));
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log(int worker) {
        return folder.resolve("worker-" + worker + ".log");
    }

    /** Not a wait for something to happen, but the random moment at which the next worker is killed. */
    private void pause() {
        long millis = SHORTEST_PAUSE_MILLIS + random.nextInt(longestPauseMillis - SHORTEST_PAUSE_MILLIS);
        await().pollDelay(Duration.ofMillis(millis))
                .atMost(Duration.ofMillis(millis + 5_000))
                .until(() -> true);
    }

    private void killWorker() throws Exception {
        JavaProcess victim = workers.get(random.nextInt(processes));
        victim.kill();
        victim.start();
    }

    private void awaitStored(long count) {
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(500)).until(() -> lake.count() >= count);
    }

    private Contents contents() throws Exception {
        Contents contents = new Contents();
        lake.query(
                "select src_ip, dst_ip, src_port, dst_port, transport, epoch_us(\"timestamp\"), bytes from packets",
                row -> contents.packet(Contents.key(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3) + " " + row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getLong(7))));
        return contents;
    }
}
