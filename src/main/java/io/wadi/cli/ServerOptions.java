package io.wadi.cli;

import io.wadi.embedded.EmbeddedException;
import io.wadi.embedded.EmbeddedServers;
import io.wadi.settings.EmbeddedSettings;
import io.wadi.settings.Settings;
import picocli.CommandLine.Option;

/** The options for Kafka and PostgreSQL. */
final class ServerOptions {

    @Option(
            names = "--embedded",
            description = "Use the built-in Kafka and PostgreSQL instead of those in the settings. Their data is "
                    + "kept under wadi.data.dir.")
    private boolean embedded;

    boolean embedded() {
        return embedded;
    }

    /** Starts the embedded servers; null if the settings name others. */
    EmbeddedServers start(Settings settings) throws EmbeddedException {
        return embedded ? EmbeddedServers.start(EmbeddedSettings.dataFolder(settings), settings) : null;
    }

    /** How to query the embedded database. */
    static String psql(EmbeddedServers servers) {
        return "wadi: query the database with  psql -h 127.0.0.1 -p "
                + servers.postgres().port() + " -U " + servers.postgres().user();
    }

    static void close(EmbeddedServers servers) {
        if (servers != null) {
            servers.close();
        }
    }
}
