package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import io.wadi.testing.JavaCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes have the same settings as the rest of Wadi, also where an environment variable has another value. */
class EnvironmentIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Pattern DASHBOARD = Pattern.compile("dashboard at (http\\S+/);");

    @TempDir
    private Path folder;

    private Process start(Settings settings, Map<String, String> environment, String... arguments) throws IOException {
        settings.set("wadi.data.dir", TestServers.cache().toString());
        List<String> line = new ArrayList<>(List.of(arguments));
        settings.properties()
                .stringPropertyNames()
                .forEach(name -> line.addAll(
                        List.of("--set", name + "=" + settings.properties().getProperty(name))));
        ProcessBuilder builder = new ProcessBuilder(JavaCommand.wadi(List.of(), line.toArray(String[]::new)));
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    @Test
    void theCommandLineOverridesTheEnvironmentInRoutesToo() throws Exception {
        Path capture = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(capture)) {
            new SampleCapture(200, 1, SampleCapture.DEFAULT_START).write(out);
        }
        Settings settings = TestServers.withTables();
        Map<String, String> environment = Map.of(
                "WADI_TOPIC",
                settings.get(KafkaSettings.TOPIC) + "-of-environment",
                "WADI_KAFKA_BROKERS",
                "127.0.0.1:1");
        Process ingest = start(settings, environment, "ingest", capture.toString());
        try {
            assertThat(ingest.waitFor(LONG.toSeconds(), TimeUnit.SECONDS))
                    .as(output())
                    .isTrue();
            assertThat(output()).contains("every packet is accounted for");
            assertThat(ingest.exitValue()).isZero();
        } finally {
            ingest.destroyForcibly();
        }
    }

    @Test
    void aFreePortOfTheEnvironmentIsTheOneThatIsPrinted() throws Exception {
        Settings settings = TestServers.withTables();
        settings.set("wadi.http.enabled", "true");
        settings.set("wadi.http.port", "0");
        Process run = start(settings, Map.of("WADI_HTTP_PORT", "0"), "run", "--only", "api");
        try {
            await().atMost(LONG).until(() -> DASHBOARD.matcher(output()).find());
            Matcher dashboard = DASHBOARD.matcher(output());
            assertThat(dashboard.find()).isTrue();
            HttpResponse<Void> page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(dashboard.group(1)))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            assertThat(page.statusCode()).isEqualTo(200);
        } finally {
            run.destroyForcibly();
        }
    }
}
