package io.wadi.embedded;

import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The embedded database for readers: the server that already runs, or one that runs only while it is read.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private final DataDirectory directory;
    private final EmbeddedPostgres started;

    private EmbeddedDatabase(DataDirectory directory, EmbeddedPostgres started) {
        this.directory = directory;
        this.started = started;
    }

    /**
     * Finds or starts the server, and sets its address in the settings.
     *
     * @param folder the data directory, as for {@link EmbeddedServers}
     * @throws EmbeddedException if there is no database, another process is starting it, or it cannot start
     */
    public static EmbeddedDatabase open(Path folder, Settings settings) throws EmbeddedException {
        Path data = folder.resolve("postgres");
        Optional<String> running = EmbeddedPostgres.running(data);
        if (running.isPresent()) {
            point(settings, running.get());
            return new EmbeddedDatabase(null, null);
        }
        if (!Files.exists(data)) {
            throw new EmbeddedException("There is no embedded database in " + folder
                    + ": create one with ./wadi run --embedded, or give the folder of an existing one with --set "
                    + "wadi.data.dir=FOLDER");
        }
        DataDirectory directory = DataDirectory.open(folder);
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(data, folder.resolve("postgres-programs"), settings);
            point(settings, postgres.url());
            return new EmbeddedDatabase(directory, postgres);
        } catch (EmbeddedException e) {
            directory.close();
            throw EmbeddedException.becauseOf(folder, e);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static void point(Settings settings, String url) {
        settings.set(DatabaseSettings.URL, url);
        settings.set(DatabaseSettings.USER, EmbeddedPostgres.USER);
        settings.set(DatabaseSettings.PASSWORD, "");
    }

    @Override
    public void close() {
        if (started != null) {
            started.close();
            directory.close();
        }
    }
}
