package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import io.wadi.testing.WadiChild;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGINT and SIGTERM end every command within ten seconds, whatever it waits for, without a stack trace, and no process
 * remains, not even after SIGKILL. {@code wadi.stop.moments} is the number of random moments for each command; {@code wadi.stop.seed}
 * repeats them.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGINT and SIGTERM")
class StopIT {

    private static final Logger LOG = LoggerFactory.getLogger(StopIT.class);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int PROMISED_SECONDS = 10;

    /** By when a start is over, more or less, on a machine that has nothing else to do. */
    private static final int START_MILLIS = 9_000;

    /** Packets per second of a capture that outlasts every moment. */
    private static final int PACE = 2_000;

    @TempDir
    private Path folder;

    private Process process;
    private ServerSocket silent;

    @BeforeEach
    void listen() throws IOException {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        silent.setSoTimeout((int) LONG.toMillis());
    }

    @AfterEach
    void end() throws Exception {
        silent.close();
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    private Path log() {
        return folder.resolve("log");
    }

    private void start(String... arguments) throws IOException {
        process = WadiChild.start(log(), List.of("-Dnever.port=" + silent.getLocalPort()), List.of(arguments));
    }

    /** The arguments of a command with settings for servers that there are. */
    private String[] withSettings(Settings settings, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(WadiChild.options(settings, folder.resolve("routes.d")));
        return all.toArray(String[]::new);
    }

    private String output() throws IOException {
        return WadiChild.output(log());
    }

    /** What a shell without job control has its children in the background ignore, theirs ignore as well (POSIX, sh). */
    private static boolean isIgnored(String signal) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "kill -" + signal + " $$").start();
        return shell.waitFor() == 0;
    }

    /** The promise. */
    private void assertEnds(String signal) throws Exception {
        assumeFalse(
                isIgnored(signal), "a shell that starts these tests in the background has them ignore SIG" + signal);
        List<ProcessHandle> children = process.descendants().toList();
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start();
        assertThat(process.waitFor(PROMISED_SECONDS, TimeUnit.SECONDS))
                .as("ends by SIG%s; it said: %s", signal, output())
                .isTrue();
        // A client that is cut short may name its exception in a line of its own, but no stack is shown.
        assertThat(output()).doesNotContain("Exception in thread", "\tat ");
        await().atMost(LONG).until(() -> children.stream().noneMatch(ProcessHandle::isAlive) && !namedByAnyProcess());
    }

    /** The database's processes are started by a program that ends, and so are no children. */
    private boolean namedByAnyProcess() {
        return ProcessHandle.allProcesses()
                .flatMap(other -> Stream.of(other.info().arguments().orElse(new String[0])))
                .anyMatch(argument -> argument.contains(folder.toString()));
    }

    private void assertEndsUnfinished(String signal) throws Exception {
        assertEnds(signal);
        assertThat(process.exitValue()).as("status; it said: %s", output()).isEqualTo(status(signal));
    }

    private static int status(String signal) {
        return 128 + Map.of("INT", 2, "KILL", 9, "TERM", 15).get(signal);
    }

    private Path sample() throws IOException {
        Path sample = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(sample)) {
            new SampleCapture(100_000, 11, Instant.parse("2026-01-01T00:00:00Z")).write(out);
        }
        return sample;
    }

    @ParameterizedTest
    @CsvSource({
        "run --embedded, INT",
        "ingest --embedded, TERM",
        "demo, INT",
        "ingest --embedded, INT",
        "demo, TERM",
        "run --embedded, KILL"
    })
    void anEmbeddedStartAtAnyMoment(String command, String signal) throws Exception {
        long seed = Long.getLong("wadi.stop.seed", System.nanoTime());
        Random random = new Random(seed);
        Path data = folder.resolve("data");
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        if (command.startsWith("ingest")) {
            arguments.add(sample().toString());
            arguments.addAll(List.of("--set", "wadi.capture.pace=" + PACE));
        }
        arguments.addAll(List.of("--set", "wadi.data.dir=" + data, "--set", "wadi.http.enabled=false"));
        for (int i = 0; i < Integer.getInteger("wadi.stop.moments", 1); i++) {
            int millis = random.nextInt(START_MILLIS);
            LOG.info("seed {}: SIG{} to {} after {} ms", seed, signal, command, millis);
            start(arguments.toArray(String[]::new));
            await().pollDelay(Duration.ofMillis(millis)).atMost(LONG).until(() -> true);
            assertEnds(signal);
            assertThat(process.exitValue())
                    .as("it said: %s", output())
                    .isIn(output().contains("wadi: stopping") ? List.of(0, status(signal)) : List.of(status(signal)));
        }
    }

    private Settings servers() throws Exception {
        Settings settings = TestServers.settings();
        settings.set("wadi.source", "pcap:file:" + TestServers.cache().resolve("*.none"));
        return settings;
    }

    @ParameterizedTest
    @CsvSource({"INT", "TERM"})
    void whileMigrationWaitsForALock(String signal) throws Exception {
        Settings settings = servers();
        try (Connection holder = DriverManager.getConnection(settings.text(DatabaseSettings.URL), "postgres", "");
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("create table schema_history (installed_rank int)");
            start(withSettings(settings, "run", "--only", "store-flows"));
            await().atMost(LONG).until(() -> waitsForLock(settings));
            assertEndsUnfinished(signal);
        }
    }

    private static boolean waitsForLock(Settings settings) throws Exception {
        String database = settings.text(DatabaseSettings.URL).replaceAll(".*/", "");
        try (Connection connection = DriverManager.getConnection(settings.text(DatabaseSettings.URL), "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select 1 from pg_stat_activity where datname = '" + database
                        + "' and wait_event_type = 'Lock'")) {
            return found.next();
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, run", "TERM, ingest -"})
    void whileADatabaseDoesNotAnswer(String signal, String command) throws Exception {
        Settings settings = servers();
        settings.set("wadi.database.url", "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/wadi");
        start(withSettings(settings, command.split(" ")));
        try (Socket client = silent.accept()) {
            assertThat(client.isConnected()).isTrue();
            assertEndsUnfinished(signal);
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, ingest -", "TERM, run"})
    void whileABrokerDoesNotAnswer(String signal, String command) throws Exception {
        Settings settings = servers();
        settings.set("wadi.kafka.brokers", "127.0.0.1:" + silent.getLocalPort());
        start(withSettings(settings, command.split(" ")));
        try (Socket client = silent.accept()) {
            assertThat(client.isConnected()).isTrue();
            assertEndsUnfinished(signal);
        }
    }

    private void deploy(String yaml) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("routes.d")).resolve("user.camel.yaml"), yaml);
    }

    @Test
    void whileASinkBlocks() throws Exception {
        deploy("""
                - route:
                    id: blocked
                    description: Sends to a broker that does not answer.
                    from:
                      uri: timer:once
                      parameters: {repeatCount: "1", delay: "0"}
                      steps:
                        - setBody: {constant: text}
                        - to:
                            uri: kafka:blocked
                            parameters: {brokers: "127.0.0.1:%d"}
                """.formatted(silent.getLocalPort()));
        start(withSettings(servers(), "run", "--only", "store-flows"));
        try (Socket client = silent.accept()) {
            assertThat(client.isConnected()).isTrue();
            await().atMost(LONG).until(() -> output().contains("wadi: running"));
            assertEnds("TERM");
        }
        assertThat(output()).contains("wadi: stopping");
    }

    @Test
    void whileADeploymentBlocks() throws Exception {
        start(withSettings(servers(), "run", "--only", "store-flows"));
        await().atMost(LONG).until(() -> output().contains("wadi: running"));
        deploy("""
                - beans:
                    - name: never
                      type: io.wadi.cli.NeverMade
                - route:
                    id: never
                    description: Has a bean whose making does not end.
                    from:
                      uri: timer:never
                      steps:
                        - bean: {ref: never}
                """);
        try (Socket client = silent.accept()) {
            assertThat(client.isConnected()).isTrue();
            assertEnds("INT");
        }
        assertThat(output()).contains("wadi: stopping");
    }

    @Test
    void afterTheBeansOfRouteFilesHaveEnded() throws Exception {
        Path written = folder.resolve("written");
        deploy("""
                - beans:
                    - name: file
                      type: java.io.FileWriter
                      constructors: {0: "%s"}
                    - name: buffer
                      type: java.io.BufferedWriter
                      constructors: {0: "#bean:file"}
                - route:
                    id: writer
                    description: Writes to a file.
                    from:
                      uri: timer:once
                      parameters: {repeatCount: "1", delay: "0"}
                      steps:
                        - setBody: {constant: hello}
                        - bean: {ref: buffer, method: "write(${body})"}
                        - log: {message: the bean has it}
                """.formatted(written));
        start(withSettings(servers(), "run", "--only", "store-flows"));
        await().atMost(LONG).until(() -> output().contains("the bean has it"));
        await().atMost(LONG).until(() -> output().contains("wadi: running"));
        assertThat(written).isEmptyFile();
        assertEnds("TERM");
        assertThat(process.exitValue()).as("status; it said: %s", output()).isZero();
        assertThat(written).hasContent("hello");
    }
}
