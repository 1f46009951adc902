package io.wadi.bench;

import io.wadi.database.Jdbc;
import io.wadi.embedded.EmbeddedServers;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The embedded servers of all runs. Each run has its own database, which is dropped afterwards. */
final class BenchServers implements AutoCloseable {

    private final EmbeddedServers servers;
    private final Settings settings;
    private final String brokers;
    private final ProcessorClock clock;
    private int number;

    BenchServers(EmbeddedServers servers, Settings settings) {
        this.servers = servers;
        this.settings = settings;
        brokers = settings.text(KafkaSettings.BROKERS);
        clock = new ProcessorClock(postmaster());
    }

    /** The parent of every server process, such as the one of this connection. */
    private ProcessHandle postmaster() {
        try (Connection connection = connect("postgres")) {
            long server = Jdbc.client(connection)
                    .sql("select pg_backend_pid()")
                    .query(Long.class)
                    .single();
            return ProcessHandle.of(server).flatMap(ProcessHandle::parent).orElseThrow();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells the processor time of the servers and of what this process starts. */
    ProcessorClock clock() {
        return clock;
    }

    /** What the benchmark was started with, and the addresses of the servers. */
    Settings settings() {
        return settings;
    }

    String brokers() {
        return brokers;
    }

    int databasePort() {
        return servers.postgres().port();
    }

    String user() {
        return servers.postgres().user();
    }

    String url(String database) {
        return servers.postgres().url().replaceAll("/[^/]*$", "/" + database);
    }

    String createDatabase() {
        String name = "bench_" + ++number;
        execute("postgres", "create database " + name);
        return name;
    }

    /** Also writes PostgreSQL's buffers to disk, so that they do not slow down the next run. */
    void dropDatabase(String name) {
        execute("postgres", "drop database " + name + " with (force)");
        execute("postgres", "checkpoint");
    }

    void execute(String database, String sql) {
        Jdbc.template(source(database)).execute(sql);
    }

    long number(String database, String sql) {
        return Jdbc.client(source(database)).sql(sql).query(Long.class).single();
    }

    /** A new connection, which the caller closes. */
    Connection connect(String database) throws SQLException {
        return source(database).getConnection();
    }

    /** Gives connections to a database. */
    DataSource source(String database) {
        return new DriverManagerDataSource(url(database), user(), "");
    }

    void dropTopics() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            Set<String> topics = admin.listTopics().names().get();
            admin.deleteTopics(List.copyOf(topics)).all().get();
        }
    }

    /** Size of a topic on the broker's disk, in bytes. */
    long topicBytes(String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            List<Integer> ids =
                    admin.describeCluster().nodes().get().stream().map(Node::id).toList();
            return admin.describeLogDirs(ids).allDescriptions().get().values().stream()
                    .flatMap(folders -> folders.values().stream())
                    .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                    .filter(replica -> replica.getKey().topic().equals(topic))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
        }
    }

    /** Size of a table with its partitions and indexes, in bytes. */
    long tableBytes(String database, String table) {
        return number(
                database,
                "select pg_total_relation_size('" + table + "') + coalesce((select sum(pg_total_relation_size(relid))"
                        + " from pg_partition_tree('" + table + "') where level > 0), 0)::bigint");
    }

    @Override
    public void close() {
        servers.close();
    }
}
