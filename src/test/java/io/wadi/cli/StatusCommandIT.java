package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.net.FreePort;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wadi status} of a pipeline that captures, stores and requires a password. */
class StatusCommandIT {

    private static final int PACKETS = 3_000;
    private static final String USER = "olga";
    private static final String PASSWORD = "grüße:und-so-weiter";
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private static Path folder;

    private static int port;
    private static Pipeline pipeline;

    @BeforeAll
    static void start() throws Exception {
        Path sample = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(sample)) {
            new SampleCapture(PACKETS, 11, Instant.parse("2026-01-01T00:00:00Z")).write(out);
        }
        port = FreePort.find();
        Settings settings = TestServers.settings();
        settings.set("wadi.source", "pcap:file:" + sample);
        settings.set("wadi.http.enabled", "true");
        settings.set("wadi.http.port", String.valueOf(port));
        settings.set("wadi.http.user", USER);
        settings.set("wadi.http.password", PASSWORD);
        pipeline = new Pipeline(
                        settings,
                        Set.of(Stage.CAPTURE, Stage.STORE_TRAFFIC, Stage.STORE_FLOWS, Stage.API),
                        TestServers.cache())
                .serving();
        pipeline.start();
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    private static CommandLineRun status(String... further) {
        List<String> arguments = new ArrayList<>(List.of("status", "--set", "wadi.http.port=" + port));
        arguments.addAll(List.of(further));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private static CommandLineRun withPassword(String... further) {
        List<String> arguments =
                new ArrayList<>(List.of("--set", "wadi.http.user=" + USER, "--set", "wadi.http.password=" + PASSWORD));
        arguments.addAll(List.of(further));
        return status(arguments.toArray(String[]::new));
    }

    private static List<String> lines(CommandLineRun run) {
        return run.out().lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
    }

    @Test
    void showsRoutesCountersAndLagOfAWellInstance() throws Exception {
        long decoded = pipeline.capture()
                .finished()
                .thenApply(done -> pipeline.capture().getDecoded())
                .get();
        String figure = " " + String.format("%,d", decoded);
        await().atMost(LONG).untilAsserted(() -> {
            CommandLineRun run = withPassword();
            assertThat(run.err()).isEmpty();
            assertThat(lines(run))
                    .contains(
                            "Wadi at http://127.0.0.1:" + port + " is healthy",
                            "wadi_capture_decoded_total (route=capture)" + figure,
                            "wadi_store_packets_total (consumer=wadi-store-traffic)" + figure,
                            "wadi_store_packets_total (consumer=wadi-store-flows)" + figure,
                            "wadi_store_lag (consumer=wadi-store-flows, partition=0) 0",
                            "wadi_store_lag (consumer=wadi-store-traffic, partition=2) 0")
                    .anyMatch(line -> line.startsWith("capture started "))
                    .anyMatch(line -> line.startsWith("store-traffic started "))
                    .anyMatch(line -> line.startsWith("store-flows started "));
            assertThat(run.status()).isZero();
        });
    }

    @Test
    void printsTheTrafficThatAFilterSelects() {
        CommandLineRun none = withPassword("--filter", "host = 192.0.2.99 and port = 4711");
        assertThat(none.err()).isEmpty();
        assertThat(lines(none))
                .contains("Traffic of the last hour with host = 192.0.2.99 and port = 4711", "packets 0", "hosts 0");

        CommandLineRun wrong = withPassword("--filter", "port = x");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.err()).startsWith("wadi: The filter has 'x' at position 8, expected is a port");
    }

    @Test
    void saysThatARouteIsStoppedAndIsNotContent() throws Exception {
        pipeline.context().getRouteController().stopRoute("dead-letters");
        try {
            CommandLineRun run = withPassword();
            assertThat(run.status()).isEqualTo(1);
            assertThat(lines(run))
                    .contains("Wadi at http://127.0.0.1:" + port + " is not healthy")
                    .anyMatch(line -> line.startsWith("route:dead-letters: "))
                    .anyMatch(line -> line.startsWith("dead-letters stopped "));
        } finally {
            pipeline.context().getRouteController().startRoute("dead-letters");
        }
    }

    @Test
    void saysThatAPasswordIsAskedForAndThatAWrongOneDoesNotDo() {
        String sentence = "wadi: Wadi at http://127.0.0.1:" + port
                + " requires a password: set wadi.http.user and wadi.http.password to its values";
        for (CommandLineRun run :
                List.of(status(), status("--set", "wadi.http.user=" + USER, "--set", "wadi.http.password=wrong"))) {
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).isEqualToIgnoringNewLines(sentence);
        }
    }

    @Test
    void saysThatNothingListens() throws Exception {
        int nobody = FreePort.find();
        CommandLineRun run = status("--set", "wadi.http.port=" + nobody);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("wadi: No Wadi answers at http://127.0.0.1:" + nobody)
                .hasLineCount(1);
    }

    /** Something of this machine that speaks, and no HTTP: the broker. */
    @Test
    void saysThatItIsNoWadi() throws Exception {
        String broker = TestServers.settings().text(KafkaSettings.BROKERS);
        CommandLineRun run = status("--set", "wadi.http.port=" + broker.replaceAll(".*:", ""));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("wadi: No Wadi answers at ").hasLineCount(1);
    }
}
