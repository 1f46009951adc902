package io.wadi.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.net.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's MQTT broker, which keeps the messages for a subscriber across restarts, and its command line subscriber. */
final class Mosquitto implements AutoCloseable {

    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/sbin/mosquitto"), Path.of("/usr/bin/mosquitto_sub"));
    private static final String SUBSCRIBER = "reader";
    private static final int LINES_SHOWN = 20;

    private final Path folder;
    private final int port = FreePort.find();
    private Process process;

    /** A broker with further lines in its configuration. */
    Mosquitto(Path folder, String... options) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.writeString(folder.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                allow_anonymous true
                max_queued_messages 0
                persistence true
                persistence_location %s/
                user root
                %s
                """.formatted(port, folder, String.join("\n", options)));
    }

    static boolean isInstalled() {
        return PROGRAMS.stream().allMatch(Files::isExecutable);
    }

    String address() {
        return "tcp://127.0.0.1:" + port;
    }

    void start() throws IOException {
        process = run(
                "broker.log",
                PROGRAMS.get(0).toString(),
                "-c",
                folder.resolve("mosquitto.conf").toString());
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        });
    }

    /** As a service manager stops it: it writes down what it has yet to deliver. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** From now on the broker keeps the topic's messages for {@link #receive}. */
    void subscribe(String topic) throws Exception {
        Process subscriber = run("subscribe.log", subscriber(topic, "-E"));
        if (!subscriber.waitFor(30, TimeUnit.SECONDS) || subscriber.exitValue() != 0) {
            throw new IllegalStateException(Files.readString(folder.resolve("subscribe.log")));
        }
    }

    /**
     * Reads messages, of one line each, until all that are wanted have come, and returns what came so far: a message that was
     * delivered twice is there twice.
     */
    List<String> receive(String topic, Collection<String> wanted) throws Exception {
        Process subscriber = run("messages", subscriber(topic));
        try {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(missing(wanted))
                    .as(() -> log("messages") + log("broker.log"))
                    .isZero());
        } finally {
            subscriber.destroy();
            subscriber.waitFor();
        }
        return Files.readAllLines(folder.resolve("messages"));
    }

    private long missing(Collection<String> wanted) throws IOException {
        Set<String> received = Set.copyOf(Files.readAllLines(folder.resolve("messages")));
        return wanted.stream().filter(message -> !received.contains(message)).count();
    }

    /** How much a program has printed, and the last of it. */
    private String log(String file) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(file));
            List<String> last = lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
            return "%n%s, the last of %d lines:%n%s%n".formatted(file, lines.size(), String.join("\n", last));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String[] subscriber(String topic, String... further) {
        List<String> command = new ArrayList<>(List.of(PROGRAMS.get(1).toString(), "-V", "5", "-h", "127.0.0.1"));
        command.addAll(List.of("-p", String.valueOf(port), "-q", "1", "-c", "-x", "3600", "-i", SUBSCRIBER));
        return Stream.concat(command.stream(), Stream.concat(Stream.of("-t", topic), Stream.of(further)))
                .toArray(String[]::new);
    }

    private Process run(String output, String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve(output).toFile()))
                .start();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }
}
