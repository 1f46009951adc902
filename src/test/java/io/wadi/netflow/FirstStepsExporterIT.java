package io.wadi.netflow;

import static io.wadi.testing.IpCommand.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.testing.IpCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/first-steps.md that let softflowd export to Wadi, in a network namespace where all their ports are free. */
class FirstStepsExporterIT {

    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final String NAMESPACE =
            "wadi-steps-" + ProcessHandle.current().pid();
    private static final Duration LONG = Duration.ofMinutes(4);

    /** Of 20,000 frames, about a hundred are not IP. */
    private static final int LEAST_PACKETS = 19_500;

    @TempDir
    private Path project;

    private Process wadi;

    @BeforeEach
    void makeProject() throws Exception {
        ExportingToolSupport.needs("softflowd");
        assumeTrue(ExporterNamespace.isAllowed(), "skipped: only root with ip can make network namespaces");
        Files.copy(HERE.resolve("wadi"), project.resolve("wadi"));
        Files.createSymbolicLink(project.resolve("target"), HERE.resolve("target"));
        Files.createDirectory(project.resolve("routes.d"));
        ip("netns", "add", NAMESPACE);
        ip("-n", NAMESPACE, "link", "set", "lo", "up");
    }

    /** What is interrupted ends with its servers, whose files are in the folder that is deleted next. */
    @AfterEach
    void end() throws Exception {
        try {
            if (wadi != null) {
                wadi.destroy();
                assertThat(wadi.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            if (Files.exists(project.resolve("routes.d"))) {
                ip("netns", "del", NAMESPACE);
            }
        }
    }

    private static List<String> commands() throws IOException {
        return Files.readAllLines(Path.of("docs/first-steps.md")).stream()
                .dropWhile(line -> !line.startsWith("    ./wadi sample office.pcap"))
                .takeWhile(line -> !line.isBlank())
                .map(String::strip)
                .toList();
    }

    private Process start(String line, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        IpCommand.inside(NAMESPACE, List.of("/bin/bash", "-c", "exec " + line)))
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("WADI_NO_BUILD", "1");
        builder.environment().put("WADI_JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private void run(String line) throws Exception {
        Path output = project.resolve("output");
        Process process = start(line, output);
        assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    /** The only row of an answer of the dashboard's server. */
    private JsonNode row(String path) throws Exception {
        String request = "bash -c 'exec 3<>/dev/tcp/127.0.0.1/8080" + " && printf \"GET " + path
                + " HTTP/1.0\\r\\nHost: 127.0.0.1:8080\\r\\n\\r\\n\" >&3 && cat <&3'";
        Path answer = project.resolve("answer");
        start(request, answer).waitFor(LONG.toSeconds(), TimeUnit.SECONDS);
        String text = Files.readString(answer, StandardCharsets.UTF_8);
        return new ObjectMapper().readTree(text.substring(text.indexOf('{'))).at("/rows/0");
    }

    @Test
    void softflowdShowsTheTrafficOfACapture() throws Exception {
        List<String> commands = commands();
        assertThat(commands).hasSize(3);
        assertThat(commands.get(1)).startsWith("./wadi run --embedded --netflow ");
        assertThat(commands.get(2)).startsWith("softflowd ");
        run(commands.get(0));
        Path log = project.resolve("log");
        wadi = start(commands.get(1), log);
        await().atMost(LONG).until(() -> Files.readString(log).contains("dashboard at http://127.0.0.1:8080/"));
        run(commands.get(2));
        await().atMost(LONG).ignoreExceptions().untilAsserted(() -> assertThat(
                        row("/api/totals").get("packets").asLong())
                .as(Files.readString(log))
                .isGreaterThan(LEAST_PACKETS));
        await().atMost(LONG).ignoreExceptions().untilAsserted(() -> {
            JsonNode exporter = row("/api/exporters");
            assertThat(exporter.get("protocol").asText()).isEqualTo("ipfix");
            assertThat(exporter.get("lost").asLong()).isZero();
            assertThat(exporter.get("complete").asDouble()).isEqualTo(1.0);
        });
    }
}
