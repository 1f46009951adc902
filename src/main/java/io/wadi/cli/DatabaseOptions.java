package io.wadi.cli;

import io.wadi.embedded.EmbeddedDatabase;
import io.wadi.settings.EmbeddedSettings;
import io.wadi.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** The database of a command that needs one, and starts no pipeline; for the command that mixes this in. */
final class DatabaseOptions {

    @Option(
            names = "--embedded",
            description = "Use the built-in PostgreSQL under wadi.data.dir, running or not, instead of the one in "
                    + "the settings.")
    private boolean embedded;

    /** Does something while the database of the settings is there: with {@code --embedded} it is started for that. */
    <T> T with(Settings settings, Callable<T> action) throws Exception {
        if (!embedded) {
            return action.call();
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.open(EmbeddedSettings.dataFolder(settings), settings)) {
            return action.call();
        }
    }
}
