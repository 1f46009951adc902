package io.wadi.sink;

import static org.awaitility.Awaitility.await;

import io.wadi.net.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's MQTT broker, which keeps the messages for a subscriber across restarts, and its command line subscriber. */
final class Mosquitto implements AutoCloseable {

    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/sbin/mosquitto"), Path.of("/usr/bin/mosquitto_sub"));
    private static final String SUBSCRIBER = "reader";

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

    /** The next messages, of one line each; waits for them, and for no more than a minute. */
    List<String> receive(String topic, int count) throws Exception {
        Process subscriber = run("messages", subscriber(topic, "-C", String.valueOf(count), "-W", "60"));
        subscriber.waitFor();
        return Files.readAllLines(folder.resolve("messages"));
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
                .redirectOutput(folder.resolve(output).toFile())
                .start();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }
}
