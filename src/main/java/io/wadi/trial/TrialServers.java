package io.wadi.trial;

import io.wadi.embedded.EmbeddedException;
import io.wadi.embedded.EmbeddedServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.EmbeddedSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * A broker and an empty database of their own, for tests of routes that send to them. They listen on 127.0.0.1, start in about
 * ten seconds and keep nothing: start them once for all tests of a class, as {@link WithTrialServers} does. {@code
 * RouteTrial.of(file, servers)} uses them.
 */
public final class TrialServers implements AutoCloseable {

    private final Path folder;
    private final Settings settings;
    private final EmbeddedServers servers;

    private TrialServers(Path folder, Settings settings, EmbeddedServers servers) {
        this.folder = folder;
        this.settings = settings;
        this.servers = servers;
    }

    /**
     * Starts both in a temporary folder, at free ports: the fixed ones of the settings belong to a Wadi that may run meanwhile.
     *
     * @throws EmbeddedException with the reason if one of them cannot start; none remains then
     * @throws IOException if there can be no temporary folder
     */
    public static TrialServers start() throws EmbeddedException, IOException {
        return start(Settings.load());
    }

    static TrialServers start(Settings settings) throws EmbeddedException, IOException {
        List.of(EmbeddedSettings.KAFKA_PORT, EmbeddedSettings.CONTROLLER_PORT, EmbeddedSettings.POSTGRES_PORT)
                .forEach(port -> settings.set(port, "0"));
        Path folder = Files.createTempDirectory("wadi-trial");
        try {
            return new TrialServers(folder, settings, EmbeddedServers.start(folder, settings));
        } catch (EmbeddedException | RuntimeException e) {
            FileSystemUtils.deleteRecursively(folder);
            throw e;
        }
    }

    /** Addresses of the brokers, as host:port. */
    public String brokers() {
        return settings.text(KafkaSettings.BROKERS);
    }

    /**
     * Creates a topic with one partition. The broker creates none by itself, as Wadi's routes expect.
     *
     * @throws ExecutionException if the broker refuses it, for example because it exists
     * @throws InterruptedException if the thread is interrupted
     */
    public void createTopic(String name) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    /** The database, whose user may create tables. */
    public DataSource database() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(settings.text(DatabaseSettings.URL));
        database.setUser(settings.get(DatabaseSettings.USER));
        return database;
    }

    /** The settings that name both servers. */
    Map<String, String> settings() {
        return Map.of(
                KafkaSettings.BROKERS.name(),
                brokers(),
                DatabaseSettings.URL.name(),
                settings.text(DatabaseSettings.URL),
                DatabaseSettings.USER.name(),
                settings.get(DatabaseSettings.USER));
    }

    @Override
    public void close() {
        servers.close();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
