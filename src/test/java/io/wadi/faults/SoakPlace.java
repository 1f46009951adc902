package io.wadi.faults;

import io.wadi.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a soak works: its folder, the servers that its processes use, and a protocol of what happened.
 *
 * @param folder of this run alone
 * @param settings where broker and database are
 * @param began when it was started
 */
record SoakPlace(Path folder, Settings settings, Instant began) {

    private static final List<String> SERVERS =
            List.of("wadi.kafka.brokers", "wadi.database.url", "wadi.database.user");

    /** Days that packets and flows are kept; what {@link FileLoad} calls old is older. */
    static final int RETENTION_DAYS = 30;

    /** The log of a process. */
    Path log(String name) {
        return folder.resolve("logs").resolve(name + ".log");
    }

    /** A Wadi process as users start it, yet to be started, on the servers of this place. */
    JavaProcess launch(List<String> arguments, Optional<FakeClock> clock, Path log) throws IOException {
        Files.createDirectories(log.getParent());
        List<String> command =
                new ArrayList<>(List.of(Path.of("wadi").toAbsolutePath().toString()));
        command.addAll(arguments);
        SERVERS.forEach(name -> command.addAll(
                List.of("--set", name + "=" + settings.properties().getProperty(name))));
        for (String setting : List.of(
                "wadi.data.dir=" + folder.resolve("data"),
                "wadi.retention.traffic-days=" + RETENTION_DAYS,
                "wadi.retention.flow-days=" + RETENTION_DAYS,
                "wadi.retention.hour-days=" + RETENTION_DAYS,
                "wadi.retention.interval-millis=15000")) {
            command.addAll(List.of("--set", setting));
        }
        Map<String, String> environment =
                new HashMap<>(clock.map(FakeClock::environment).orElse(Map.of()));
        environment.put("WADI_NO_BUILD", "1");
        environment.put("WADI_JAVA_HOME", System.getProperty("java.home"));
        return new JavaProcess(command, environment, log);
    }

    /** A line of the protocol, on standard output and in events.log. */
    synchronized void say(String format, Object... values) {
        Duration since = Duration.between(began, Instant.now());
        String line = String.format("soak %02d:%02d ", since.toMinutes(), since.toSecondsPart())
                + String.format(format, values);
        System.out.println(line);
        try {
            Files.writeString(
                    folder.resolve("events.log"),
                    line + System.lineSeparator(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            System.out.println("soak: events.log cannot be written: " + e);
        }
    }
}
