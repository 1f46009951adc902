package io.wadi.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The embedded servers. */
public final class EmbeddedSettings {

    static final SettingGroup GROUP = new SettingGroup("Embedded servers (demo, --embedded)");

    public static final Setting<Optional<Path>> DATA_DIRECTORY = GROUP.add(
            "wadi.data.dir",
            SettingType.PATH,
            "",
            "Folder of their data; empty means the folder data beside the launcher, or ~/.local/share/wadi if a Debian "
                    + "package has installed it.");
    public static final Setting<Integer> KAFKA_PORT =
            GROUP.add("wadi.embedded.kafka.port", SettingType.PORT, "0", "Port of Kafka; 0 chooses a free port.");
    public static final Setting<Integer> CONTROLLER_PORT = GROUP.add(
            "wadi.embedded.kafka.controller-port",
            SettingType.PORT,
            "0",
            "Port of Kafka's controller; 0 chooses a free port.");
    public static final Setting<Integer> POSTGRES_PORT = GROUP.add(
            "wadi.embedded.postgres.port", SettingType.PORT, "0", "Port of PostgreSQL; 0 chooses a free port.");

    public static final Setting<Duration> POSTGRES_START = GROUP.add(
            "wadi.embedded.postgres.start-seconds",
            SettingType.duration(1, 86_400, TimeUnit.SECONDS),
            "120",
            "How long PostgreSQL may take to start. After a crash it first repeats what was not written to its tables.");

    private EmbeddedSettings() {}

    /**
     * The folder of embedded data: the setting, otherwise {@code data} beside the launcher, or the user's own folder if the
     * launcher belongs to an installed package.
     */
    public static Path dataFolder(Settings settings) {
        return settings.get(DATA_DIRECTORY)
                .orElseGet(() -> Optional.ofNullable(System.getProperty("wadi.data"))
                        .map(Path::of)
                        .orElseGet(() ->
                                Path.of(System.getProperty("wadi.home", "")).resolve("data")))
                .toAbsolutePath();
    }
}
