package io.wadi.pipeline;

import io.wadi.embedded.EmbeddedException;
import io.wadi.embedded.EmbeddedServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One broker and one database server for all integration tests of a run; each test gets its own database and topics.
 */
public final class TestServers {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Path FOLDER = temporary();
    private static EmbeddedServers servers;
    private static Settings base;

    /** The name of a database with tables; null before the first test that wants some. */
    private static String tables;

    private TestServers() {}

    private static Path temporary() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "servers with a space ")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Settings that name a new database, which is empty, and new topics on the running servers. */
    public static synchronized Settings settings() throws EmbeddedException, SQLException {
        return copyOf("template1");
    }

    /** The same with Wadi's tables in the database, which are migrated once for all tests. */
    public static synchronized Settings withTables() throws EmbeddedException, SQLException {
        if (tables == null) {
            Settings first = settings();
            TestSchema.migrate(first);
            tables = first.text(DatabaseSettings.URL).replaceAll(".*/", "");
        }
        return copyOf(tables);
    }

    private static Settings copyOf(String template) throws EmbeddedException, SQLException {
        if (servers == null) {
            base = Settings.load();
            servers = EmbeddedServers.start(FOLDER, base);
            Runtime.getRuntime().addShutdownHook(new Thread(servers.kafka()::close));
        }
        int number = NUMBER.incrementAndGet();
        String database = "test_" + number;
        try (Connection connection =
                        DriverManager.getConnection(servers.postgres().url(), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database + " template " + template);
        }
        Settings settings = Settings.load();
        settings.set("wadi.kafka.brokers", servers.kafka().brokers());
        settings.set("wadi.database.url", servers.postgres().url().replaceAll("/[^/]*$", "/" + database));
        settings.set("wadi.database.user", "postgres");
        settings.set("wadi.topic", "packets-" + number);
        settings.set("wadi.topic.flows", "flows-" + number);
        settings.set("wadi.topic.exporters", "exporters-" + number);
        settings.set("wadi.topic.dead", "packets-" + number + ".dead");
        settings.set("wadi.topic.partitions", "3");
        settings.set("wadi.store.interval-millis", "100");
        settings.set("wadi.fold.interval-millis", "100");
        settings.set(
                "wadi.embedded.kafka.controller-port",
                String.valueOf(servers.kafka().controllerPort()));
        settings.set("wadi.http.enabled", "false");
        return settings;
    }

    /** A folder that lasts as long as the servers, for what can be made again. */
    public static Path cache() {
        return FOLDER;
    }
}
