package io.wadi.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import io.wadi.testing.WadiChild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM while a route waits for messages longer than a stop may take. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
class LongPollIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int PROMISED_SECONDS = 10;
    private static final String GROUP = "telnet-watch";

    @TempDir
    private Path folder;

    private Process process;

    @AfterEach
    void end() throws Exception {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** The route of the README, with a poll that does not end in the time of a test. */
    private String route() throws IOException {
        String text = Files.readString(Path.of("routes.d/README.md"));
        String route = text.substring(text.indexOf("    - route:\n        id: " + GROUP));
        return route.substring(0, route.indexOf("\n\n"))
                .stripIndent()
                .replace("groupId: " + GROUP, "groupId: " + GROUP + "\n        pollTimeoutMs: 3600000");
    }

    private String output() throws IOException {
        return WadiChild.output(folder.resolve("log"));
    }

    private void start(Settings settings) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("routes.d")).resolve("telnet.camel.yaml"), route());
        List<String> arguments = new ArrayList<>(List.of("run", "--only", "store-flows"));
        arguments.addAll(WadiChild.options(settings, folder.resolve("routes.d")));
        process = WadiChild.start(folder.resolve("log"), List.of(), arguments);
    }

    private static boolean isAssigned(Admin admin) throws Exception {
        return admin.describeConsumerGroups(List.of(GROUP)).all().get().get(GROUP).members().stream()
                .anyMatch(member -> !member.assignment().topicPartitions().isEmpty());
    }

    @Test
    void doesNotHoldUpTheStop() throws Exception {
        Settings settings = TestServers.withTables();
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", settings.properties().getProperty("wadi.kafka.brokers")))) {
            admin.createTopics(List.of(new NewTopic(settings.properties().getProperty("wadi.topic"), 1, (short) 1)))
                    .all()
                    .get();
            start(settings);
            await().atMost(LONG).ignoreExceptions().until(() -> isAssigned(admin));
        }
        await().atMost(LONG).until(() -> output().contains("wadi: running"));
        new ProcessBuilder("kill", "-TERM", String.valueOf(process.pid())).start();
        assertThat(process.waitFor(PROMISED_SECONDS, TimeUnit.SECONDS))
                .as("ends; it said: %s", output())
                .isTrue();
        assertThat(output()).contains("wadi: stopping").doesNotContain("stopped after a timeout", " WARN ", " ERROR ");
    }
}
