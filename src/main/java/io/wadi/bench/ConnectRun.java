package io.wadi.bench;

import io.wadi.bench.connect.TrafficSinkConnector;
import io.wadi.bench.connect.TrafficSinkTask;
import io.wadi.database.Database;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * A worker of Kafka Connect with a sink as its JDBC sinks are, which stores a full topic in a table like {@code traffic},
 * without days.
 */
final class ConnectRun implements Run {

    /** As many records as the JDBC sink of Confluent puts into a batch. */
    private static final int BATCH = 3_000;

    /** By its name: this process does not have the classes that it extends. */
    private static final String CONNECTOR = "io.wadi.bench.connect.TrafficSinkConnector";

    private final BenchServers servers;
    private final ConnectProgram program;
    private final FullTopic topic;
    private final Path folder;
    private int runs;

    /**
     * Creates the run.
     *
     * @param topic packets as JSON
     * @param folder folder for files that can be recreated
     */
    ConnectRun(BenchServers servers, ConnectProgram program, FullTopic topic, Path folder) {
        this.servers = servers;
        this.program = program;
        this.topic = topic;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "Kafka Connect, JDBC sink";
    }

    @Override
    public Measurement measure() throws Exception {
        String classPath = program.classPath();
        String database = servers.createDatabase();
        try {
            createTable(database);
            return measure(classPath, database);
        } finally {
            servers.dropDatabase(database);
        }
    }

    private void createTable(String database) throws Exception {
        Settings settings = Settings.load();
        settings.set(DatabaseSettings.URL, servers.url(database));
        settings.set(DatabaseSettings.USER, servers.user());
        Database.open(settings).close();
        servers.execute(database, "alter table traffic rename to traffic_by_day");
        servers.execute(database, "create table traffic (like traffic_by_day including all)");
        servers.execute(database, "create table " + TrafficSinkTask.COUNTS + " (packets bigint not null)");
        servers.execute(database, "checkpoint");
    }

    private Measurement measure(String classPath, String database) throws Exception {
        Moment start = Moment.now(0, servers.clock());
        Process worker = start(classPath, database);
        try (StoredCount count = new StoredCount(servers, database, TrafficSinkTask.COUNTS)) {
            Measurement measured = DrainRun.measure(start, count, List.of(worker), topic.packets());
            count.await(topic.packets(), List.of(worker));
            long rows = servers.number(database, "select count(*) from traffic");
            if (rows != topic.packets()) {
                throw new BenchException("Kafka Connect stored " + rows + " of " + topic.packets() + " packets");
            }
            return measured;
        } finally {
            worker.destroy();
            worker.waitFor();
        }
    }

    private Process start(String classPath, String database) throws IOException {
        String name = "bench-" + ++runs;
        Path worker = write("worker.properties", worker(name));
        Path sink = write("sink.properties", sink(name, database));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseParallelGC",
                        "-Xmx1g",
                        "-cp",
                        classPath + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                        "org.apache.kafka.connect.cli.ConnectStandalone",
                        worker.toString(),
                        sink.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("connect.log").toFile())
                .start();
    }

    private Properties worker(String name) {
        Properties worker = new Properties();
        worker.setProperty("bootstrap.servers", servers.brokers());
        worker.setProperty("listeners", "http://127.0.0.1:0");
        worker.setProperty("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        worker.setProperty("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        worker.setProperty("value.converter.schemas.enable", "false");
        worker.setProperty("plugin.discovery", "only_scan");
        worker.setProperty(
                "offset.storage.file.filename",
                folder.resolve(name + ".offsets").toString());
        worker.setProperty("consumer.max.poll.records", String.valueOf(BATCH));
        worker.setProperty("consumer.fetch.min.bytes", "1000000");
        worker.setProperty("consumer.max.partition.fetch.bytes", "4000000");
        return worker;
    }

    private Properties sink(String name, String database) {
        Properties sink = new Properties();
        sink.setProperty("name", name);
        sink.setProperty("connector.class", CONNECTOR);
        sink.setProperty("tasks.max", String.valueOf(Runtime.getRuntime().availableProcessors()));
        sink.setProperty("topics", topic.name());
        sink.setProperty(
                TrafficSinkConnector.URL,
                servers.url(database) + "?user=" + servers.user() + "&reWriteBatchedInserts=true");
        return sink;
    }

    private Path write(String name, Properties properties) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        return file;
    }
}
