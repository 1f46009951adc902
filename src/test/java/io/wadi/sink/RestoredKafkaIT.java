package io.wadi.sink;

import static org.awaitility.Awaitility.await;

import io.wadi.embedded.EmbeddedKafka;
import io.wadi.net.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** All of Kafka is restored from older data while a sink runs. */
class RestoredKafkaIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int BEFORE = 30;
    private static final int LOST = 30;
    private static final int LATER = 30;
    private static final int LATER_SIZE = 1000;
    private static final int RESTARTS = 2;
    private static final String RESET = "        autoOffsetReset: earliest";
    private static final Pattern SIZE = Pattern.compile("\"size\":(\\d+)");

    @TempDir
    private Path folder;

    private final int port = FreePort.find();

    /**
     * Each start of the broker begins another leader epoch. Kafka's client forgets those that it has seen where it notices
     * that all brokers are away ({@code rebootstrap}), but not behind a proxy that hides it, for which {@code none} stands.
     */
    @ParameterizedTest
    @ValueSource(strings = {"rebootstrap", "none"})
    void theSinkDeliversWhatComesAfterIt(String recovery) throws Exception {
        Path data = Files.createDirectory(folder.resolve("kafka"));
        EmbeddedKafka kafka = EmbeddedKafka.start(data, port);
        try (SinkRig rig = new SinkRig(kafka.brokers(), folder.resolve("routes.d"), "packets")) {
            rig.publish(0, BEFORE);
            rig.deploy(
                    "json-lines",
                    Map.of(
                            "sinks/json-lines",
                            folder.resolve("sinks").toString(),
                            RESET,
                            RESET + "\n        additionalProperties.metadata.recovery.strategy: " + recovery));
            rig.awaitCommitted("sink-json-lines", BEFORE);
            kafka.close();
            Path backup = folder.resolve("backup");
            FileSystemUtils.copyRecursively(data, backup);
            for (int i = 0; i < RESTARTS; i++) {
                EmbeddedKafka.start(data, port).close();
            }
            kafka = EmbeddedKafka.start(data, port);
            rig.publish(BEFORE, LOST);
            rig.awaitCommitted("sink-json-lines", BEFORE + LOST);
            kafka.close();
            kafka = EmbeddedKafka.start(backup, port);
            rig.publish(LATER_SIZE, LATER);
            Set<Integer> wanted =
                    IntStream.range(LATER_SIZE, LATER_SIZE + LATER).boxed().collect(Collectors.toSet());
            await().atMost(LONG).until(() -> delivered().containsAll(wanted));
            rig.awaitCommitted("sink-json-lines", BEFORE + LATER);
        } finally {
            kafka.close();
        }
    }

    private Set<Integer> delivered() throws IOException {
        Set<Integer> sizes = new HashSet<>();
        try (Stream<Path> files = Files.list(folder.resolve("sinks"))) {
            for (Path file : files.toList()) {
                Matcher matcher = SIZE.matcher(Files.readString(file));
                while (matcher.find()) {
                    sizes.add(Integer.parseInt(matcher.group(1)));
                }
            }
        }
        return sizes;
    }
}
