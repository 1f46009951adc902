package io.wadi.embedded;

import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.DiskSpace;
import io.wadi.settings.EmbeddedSettings;
import io.wadi.settings.KafkaSettings;
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
     * Starts both servers and sets their addresses in the settings.
     *
     * @throws EmbeddedException if the data directory is in use or a server cannot start; no server remains then
     */
    public static EmbeddedServers start(Path folder, Settings settings) throws EmbeddedException {
        DataDirectory directory = DataDirectory.open(folder);
        DiskSpace before = DiskSpace.of(folder);
        EmbeddedPostgres postgres = null;
        try {
            EmbeddedException.refuseFullDisk(before);
            postgres =
                    EmbeddedPostgres.start(folder.resolve("postgres"), folder.resolve("postgres-programs"), settings);
            EmbeddedKafka kafka = EmbeddedKafka.start(
                    folder.resolve("kafka"),
                    settings.get(EmbeddedSettings.KAFKA_PORT),
                    settings.get(EmbeddedSettings.CONTROLLER_PORT));
            settings.set(EmbeddedSettings.CONTROLLER_PORT, String.valueOf(kafka.controllerPort()));
            settings.set(KafkaSettings.BROKERS, kafka.brokers());
            settings.set(DatabaseSettings.URL, postgres.url());
            settings.set(DatabaseSettings.USER, postgres.user());
            settings.set(DatabaseSettings.PASSWORD, "");
            return new EmbeddedServers(directory, kafka, postgres, LogRetention.start(settings));
        } catch (EmbeddedException e) {
            EmbeddedException cause = EmbeddedException.becauseOf(before, e);
            end(postgres, directory);
            throw cause;
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
