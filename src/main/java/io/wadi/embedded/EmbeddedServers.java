package io.wadi.embedded;

import io.wadi.settings.Settings;
import java.nio.file.Path;

/** Both embedded servers in one data directory. */
public final class EmbeddedServers implements AutoCloseable {

    private final DataDirectory directory;
    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;
    private final LogRetention retention;

    private EmbeddedServers(
            DataDirectory directory, EmbeddedKafka kafka, EmbeddedPostgres postgres, LogRetention retention) {
        this.directory = directory;
        this.kafka = kafka;
        this.postgres = postgres;
        this.retention = retention;
    }

    /**
     * Starts both and points the settings at them.
     *
     * @throws EmbeddedException when the data directory is in use or a server cannot start; nothing is left running
     */
    public static EmbeddedServers start(Path folder, Settings settings) throws EmbeddedException {
        DataDirectory directory = DataDirectory.open(folder);
        EmbeddedPostgres postgres = null;
        try {
            EmbeddedException.refuseFullDisk(folder);
            postgres = EmbeddedPostgres.start(
                    folder.resolve("postgres"),
                    folder.resolve("postgres-programs"),
                    settings.number("wadi.embedded.postgres.port"));
            EmbeddedKafka kafka = EmbeddedKafka.start(
                    folder.resolve("kafka"),
                    settings.number("wadi.embedded.kafka.port"),
                    settings.number("wadi.embedded.kafka.controller-port"));
            settings.set("wadi.embedded.kafka.controller-port", String.valueOf(kafka.controllerPort()));
            settings.set("wadi.kafka.brokers", kafka.brokers());
            settings.set("wadi.database.url", postgres.url());
            settings.set("wadi.database.user", postgres.user());
            settings.set("wadi.database.password", "");
            return new EmbeddedServers(directory, kafka, postgres, LogRetention.start(settings));
        } catch (EmbeddedException e) {
            end(postgres, directory);
            throw EmbeddedException.becauseOf(folder, e);
        } catch (RuntimeException e) {
            end(postgres, directory);
            throw e;
        }
    }

    private static void end(EmbeddedPostgres postgres, DataDirectory directory) {
        if (postgres != null) {
            postgres.close();
        }
        directory.close();
    }

    /** The database. */
    public EmbeddedPostgres postgres() {
        return postgres;
    }

    /** The broker. */
    public EmbeddedKafka kafka() {
        return kafka;
    }

    @Override
    public void close() {
        retention.close();
        kafka.close();
        end(postgres, directory);
    }
}
