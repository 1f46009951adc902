package io.wadi.cli;

import io.wadi.settings.SettingException;
import io.wadi.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of all commands that read settings. */
final class CommonOptions extends Terminal {

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Override a setting, for example wadi.topic=packets2. Can be used several times.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    @Option(names = "--verbose", description = "Log more, and print the stack traces of errors.")
    private boolean verbose;

    boolean verbose() {
        return verbose;
    }

    /**
     * Loads the settings of this command.
     *
     * @throws SettingException if a name is unknown or a value is not allowed
     */
    Settings settings() {
        return load("warn");
    }

    /** The same for a command that runs until it is stopped, and logs what it does. */
    Settings serviceSettings() {
        return load("info");
    }

    /** Sets the log level before anything logs. */
    private Settings load(String level) {
        System.setProperty("wadi.log.own", verbose ? "info" : level);
        System.setProperty("wadi.log.libraries", verbose ? "info" : "warn");
        System.setProperty("wadi.log.kafka", verbose ? "info" : "error");
        System.setProperty("wadi.log.stack", verbose ? "full" : "0");
        System.setProperty("wadi.log.cause", verbose ? "full" : "1");
        return Settings.load(overrides);
    }
}
