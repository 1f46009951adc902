package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.wadi.Wadi;
import io.wadi.embedded.EmbeddedException;
import io.wadi.embedded.EmbeddedPostgres;
import io.wadi.net.FreePort;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** A broker, a database and store processes that can be stopped, killed and restarted. */
final class Rig implements AutoCloseable {

    /** A server that was killed reads its logs first, which takes a busy machine its time. */
    private static final Duration RECOVERY = Duration.ofMinutes(5);

    private final Path folder;
    private final int databasePort = FreePort.find();
    private final List<JavaProcess> workers = new ArrayList<>();
    private final Settings settings = Settings.load();
    private final JavaProcess broker;
    private EmbeddedPostgres postgres;

    /** Starts a database and a broker of its own in a folder. */
    Rig(Path folder) throws Exception {
        this.folder = folder;
        settings.set("wadi.embedded.postgres.port", String.valueOf(databasePort));
        int brokerPort = FreePort.find();
        broker = new JavaProcess(
                BrokerMain.class,
                List.of(folder.resolve("kafka").toString(), String.valueOf(brokerPort)),
                folder.resolve("broker.log"));
        broker.start();
        startDatabaseOrEnd();
        settings.set("wadi.kafka.brokers", "127.0.0.1:" + brokerPort);
        settings.set("wadi.database.url", "jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres");
        settings.set("wadi.database.user", "postgres");
        settings.set("wadi.http.enabled", "false");
        awaitBroker();
    }

    /** While the broker starts; a failure leaves no broker behind. */
    private void startDatabaseOrEnd() throws Exception {
        try {
            startDatabase();
        } catch (EmbeddedException e) {
            broker.close();
            throw e;
        }
    }

    /** Where the servers are; changes hold for what is started later. */
    Settings settings() {
        return settings;
    }

    String brokers() {
        return settings.text(KafkaSettings.BROKERS);
    }

    void startDatabase() throws EmbeddedException {
        postgres = EmbeddedPostgres.start(
                folder.resolve("postgres"), TestServers.cache().resolve("postgres-programs"), settings);
    }

    /** As an administrator stops it. */
    void stopDatabase() {
        postgres.close();
    }

    /** SIGKILL of the postmaster, and a start that recovers. */
    void killDatabase() throws Exception {
        long pid = Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                .get(0)
                .strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().get(10, TimeUnit.SECONDS);
        postgres.close();
        Awaitility.await().atMost(RECOVERY).untilAsserted(() -> assertThatCode(this::startDatabase)
                .doesNotThrowAnyException());
    }

    void killBroker() throws Exception {
        stopBroker();
        startBroker();
    }

    void stopBroker() throws Exception {
        broker.kill();
    }

    void startBroker() throws Exception {
        broker.start();
        awaitBroker();
    }

    private void awaitBroker() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers()))) {
            Awaitility.await()
                    .atMost(RECOVERY)
                    .ignoreExceptions()
                    .until(() -> admin.describeCluster()
                                    .nodes()
                                    .get(2, TimeUnit.SECONDS)
                                    .size()
                            == 1);
        }
    }

    /** A capture of the synthetic network in this process, yet to be started. */
    Pipeline capture(int packets, long seed, int pace) throws Exception {
        settings.set("wadi.source", "pcap:file:" + sample(packets, seed));
        settings.set("wadi.capture.pace", String.valueOf(pace));
        return new Pipeline(settings, Set.of(Stage.CAPTURE), folder);
    }

    /** A capture file of the synthetic network. */
    Path sample(int packets, long seed) throws IOException {
        Path sample = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(sample)) {
            new SampleCapture(packets, seed, Instant.parse("2026-01-01T00:00:00Z")).write(out);
        }
        return sample;
    }

    /** A process that runs both store routes, started, with settings of its own. */
    JavaProcess startWorker(String... own) throws Exception {
        return startWorker(List.of("run", "--only", "store-traffic,store-flows"), own);
    }

    /** A process of another command, started, with settings of its own. */
    JavaProcess startWorker(List<String> command, String... own) throws Exception {
        List<String> arguments = new ArrayList<>(command);
        for (String name : List.of(
                "wadi.kafka.brokers",
                "wadi.database.url",
                "wadi.database.user",
                "wadi.http.enabled",
                "wadi.capture.at")) {
            set(arguments, name + "=" + settings.properties().getProperty(name));
        }
        set(arguments, "wadi.data.dir=" + TestServers.cache());
        set(arguments, "wadi.kafka.client-properties=" + shortSessions());
        set(arguments, "wadi.routes.dir=" + Files.createDirectories(folder.resolve("routes.d")));
        for (String setting : own) {
            set(arguments, setting);
        }
        JavaProcess worker = new JavaProcess(Wadi.class, arguments, workerLog(workers.size()));
        worker.start();
        workers.add(worker);
        return worker;
    }

    /** The broker misses a killed worker after ten seconds, not after Kafka's default of 45. */
    private Path shortSessions() throws IOException {
        return Files.writeString(folder.resolve("client.properties"), "session.timeout.ms=10000\n");
    }

    private static void set(List<String> arguments, String setting) {
        arguments.addAll(List.of("--set", setting));
    }

    private Path workerLog(int number) {
        return folder.resolve("worker-" + number + ".log");
    }

    /** What all workers have logged. */
    String workerLogs() throws Exception {
        StringBuilder logs = new StringBuilder();
        for (int i = 0; i < workers.size(); i++) {
            logs.append(Files.readString(workerLog(i)));
        }
        return logs.toString();
    }

    List<JavaProcess> workers() {
        return workers;
    }

    /** A worker that started while a server was away has given up, as it should; a service manager starts it again. */
    void reviveWorkers() throws Exception {
        for (JavaProcess worker : workers) {
            if (!worker.isAlive()) {
                worker.start();
            }
        }
    }

    JdbcTemplate database() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        return new JdbcTemplate(source);
    }

    /** Waits until both store routes have stored so many packets. */
    void awaitStored(long count, Duration atMost) {
        await("select count(*) from traffic", count, atMost);
        awaitFlows(count, atMost);
    }

    /** Waits until flows of so many packets are stored. */
    void awaitFlows(long count, Duration atMost) {
        await("select coalesce(sum(packets), 0) from flows", count, atMost);
    }

    /** Waits until a consumer group has given up at least so many messages, and answers how many. */
    long awaitDead(String group, long count, Duration atMost) {
        return await(
                "select coalesce(sum(dead), 0) from ingest_offsets where consumer = '" + group + "'", count, atMost);
    }

    private long await(String sql, long count, Duration atMost) {
        JdbcTemplate database = database();
        return Awaitility.await()
                .atMost(atMost)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .until(
                        () -> {
                            reviveWorkers();
                            return database.queryForObject(sql, Long.class);
                        },
                        found -> found >= count);
    }

    /** Holds the tables against the topic, which must hold as many packets as were decoded. */
    void assertSame(long decoded) throws Exception {
        Contents topic = Comparison.ofTopic(brokers(), settings.get(KafkaSettings.TOPIC));
        assertThat(topic.count()).isEqualTo(decoded);
        Comparison.assertSame(Comparison.ofTables(database()), topic);
    }

    /** The same with topic {@code flows}, whose packets are in no row of {@code traffic}. */
    void assertSameFlows(long decoded) throws Exception {
        Contents topic = Comparison.ofFlowsTopic(brokers(), settings.get(KafkaSettings.FLOWS_TOPIC));
        assertThat(topic.count()).isEqualTo(decoded);
        Contents tables = Comparison.ofTables(database());
        assertThat(tables.packets()).isEmpty();
        Comparison.assertSameFlows(tables, topic);
    }

    @Override
    public void close() throws Exception {
        for (JavaProcess worker : workers) {
            worker.close();
        }
        broker.close();
        postgres.close();
    }
}
