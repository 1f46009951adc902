package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.embedded.EmbeddedException;
import io.wadi.embedded.EmbeddedPostgres;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.Settings;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Kills store processes, the database and the broker at random while packets pass, and holds the tables against the
 * topic at the end. The seed is logged; {@code wadi.crash.seed}, {@code wadi.crash.packets}, {@code wadi.crash.kills},
 * {@code wadi.crash.database-kills} and {@code wadi.crash.broker-kills} make other and longer runs.
 */
class CrashIT {

    private static final Logger LOG = LoggerFactory.getLogger(CrashIT.class);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int WORKERS = 2;

    @TempDir
    Path folder;

    private final long seed = Long.getLong("wadi.crash.seed", System.nanoTime() & 0xffff);
    private final int packets = Integer.getInteger("wadi.crash.packets", 120_000);
    private final int kills = Integer.getInteger("wadi.crash.kills", 6);
    private final int databaseKills = Integer.getInteger("wadi.crash.database-kills", 1);
    private final int brokerKills = Integer.getInteger("wadi.crash.broker-kills", 1);
    private final Random random = new Random(seed);
    private final List<JavaProcess> workers = new ArrayList<>();
    private int databasePort;
    private EmbeddedPostgres postgres;
    private JavaProcess broker;

    @Test
    void tablesHoldTheTopicExactlyWhateverWasKilled() throws Exception {
        LOG.info(
                "seed {}: {} packets, kills: {} workers, {} database, {} broker",
                seed,
                packets,
                kills,
                databaseKills,
                brokerKills);
        Settings settings = servers();
        try (Pipeline capture = capture(settings)) {
            capture.start();
            startWorkers(settings);
            for (Runnable kill : kills(settings)) {
                pause();
                kill.run();
            }
            capture.capture().finished().get(LONGEST.toMinutes(), TimeUnit.MINUTES);
            Contents topic = Comparison.ofTopic(settings.get("wadi.kafka.brokers"), settings.get("wadi.topic"));
            assertThat(topic.count()).isEqualTo(capture.capture().getDecoded());
            awaitStored(topic.count());
            Comparison.assertSame(Comparison.ofTables(database()), topic);
        } finally {
            for (JavaProcess worker : workers) {
                worker.close();
            }
            broker.close();
            postgres.close();
        }
    }

    private Settings servers() throws Exception {
        databasePort = freePort();
        startDatabase();
        int brokerPort = freePort();
        broker = new JavaProcess(
                BrokerMain.class.getName(),
                List.of(folder.resolve("kafka").toString(), String.valueOf(brokerPort)),
                folder.resolve("broker.log"));
        broker.start();
        Settings settings = Settings.load();
        settings.set("wadi.kafka.brokers", "127.0.0.1:" + brokerPort);
        settings.set("wadi.database.url", "jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres");
        settings.set("wadi.database.user", "postgres");
        settings.set("wadi.http.enabled", "false");
        awaitBroker(settings);
        return settings;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void startDatabase() throws EmbeddedException {
        postgres = EmbeddedPostgres.start(
                folder.resolve("postgres"), TestServers.cache().resolve("postgres-programs"), databasePort);
    }

    private static void awaitBroker(Settings settings) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.get("wadi.kafka.brokers")))) {
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> admin.describeCluster()
                                    .nodes()
                                    .get(2, TimeUnit.SECONDS)
                                    .size()
                            == 1);
        }
    }

    /** Spread over about as long as the killing takes, so that there is always something under way. */
    private Pipeline capture(Settings settings) throws Exception {
        Path sample = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(sample)) {
            new SampleCapture(packets, seed, Instant.parse("2026-01-01T00:00:00Z")).write(out);
        }
        settings.set("wadi.source", "pcap:file:" + sample);
        settings.set("wadi.capture.pace", String.valueOf(packets / (5 * (kills + databaseKills + brokerKills))));
        return new Pipeline(settings, Set.of(Stage.CAPTURE), folder);
    }

    private void startWorkers(Settings settings) throws Exception {
        for (int i = 0; i < WORKERS; i++) {
            List<String> arguments = new ArrayList<>(List.of("run", "--only", "store-traffic,store-flows"));
            for (String name : List.of("wadi.kafka.brokers", "wadi.database.url", "wadi.database.user")) {
                arguments.addAll(List.of("--set", name + "=" + settings.get(name)));
            }
            arguments.addAll(
                    List.of("--set", "wadi.data.dir=" + TestServers.cache(), "--set", "wadi.http.enabled=false"));
            JavaProcess worker = new JavaProcess("io.wadi.Wadi", arguments, folder.resolve("worker-" + i + ".log"));
            worker.start();
            workers.add(worker);
        }
    }

    private List<Runnable> kills(Settings settings) {
        List<Runnable> list = new ArrayList<>();
        for (int i = 0; i < kills; i++) {
            list.add(this::killWorker);
        }
        for (int i = 0; i < databaseKills; i++) {
            list.add(this::killDatabase);
        }
        for (int i = 0; i < brokerKills; i++) {
            list.add(() -> killBroker(settings));
        }
        Collections.shuffle(list, random);
        return list;
    }

    /** Not a wait for something to happen, but the random moment at which the next thing is killed. */
    private void pause() {
        long millis = 1_000 + random.nextInt(6_000);
        await().pollDelay(Duration.ofMillis(millis))
                .atMost(Duration.ofMillis(millis + 5_000))
                .until(() -> true);
        reviveWorkers();
    }

    /** A worker that started while a server was away has given up, as it should; a service manager starts it again. */
    private void reviveWorkers() {
        for (JavaProcess worker : workers) {
            if (!worker.isAlive()) {
                restart(worker);
            }
        }
    }

    private static void restart(JavaProcess process) {
        try {
            process.kill();
            process.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void killWorker() {
        int victim = random.nextInt(workers.size());
        LOG.info("killing worker {}", victim);
        restart(workers.get(victim));
    }

    private void killDatabase() {
        LOG.info("killing the database");
        try {
            long pid = Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                    .get(0)
                    .strip());
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            postmaster.destroyForcibly();
            postmaster.onExit().get(10, TimeUnit.SECONDS);
            postgres.close();
            await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> {
                startDatabase();
                return true;
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void killBroker(Settings settings) {
        LOG.info("killing the broker");
        restart(broker);
        awaitBroker(settings);
    }

    private JdbcTemplate database() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres");
        source.setUser("postgres");
        return new JdbcTemplate(source);
    }

    private void awaitStored(long count) {
        JdbcTemplate database = database();
        await().atMost(LONGEST)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .until(() -> {
                    reviveWorkers();
                    return number(database, "select count(*) from traffic") >= count
                            && number(database, "select coalesce(sum(packets), 0) from flows") >= count;
                });
    }

    private static long number(JdbcTemplate database, String sql) {
        return database.queryForObject(sql, Long.class);
    }
}
