package io.wadi.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import io.wadi.testing.WadiChild;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SIGTERM while the server of a shipped sink accepts connections and never answers. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
class BlockedSinkIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int PROMISED_SECONDS = 10;
    private static final int PACKETS = 100;

    @TempDir
    private Path folder;

    private Settings settings;
    private ServerSocket silent;
    private Process process;

    @BeforeEach
    void prepare() throws Exception {
        settings = TestServers.withTables();
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        silent.setSoTimeout((int) LONG.toMillis());
    }

    @AfterEach
    void end() throws Exception {
        silent.close();
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    private String setting(String name) {
        return settings.properties().getProperty(name);
    }

    private Map<String, Object> broker() {
        return Map.of("bootstrap.servers", setting("wadi.kafka.brokers"));
    }

    private void publish() throws Exception {
        try (Admin admin = Admin.create(broker());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(broker(), new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(setting("wadi.topic"), SinkRig.PARTITIONS, (short) 1)))
                    .all()
                    .get();
            for (int i = 0; i < PACKETS; i++) {
                producer.send(new ProducerRecord<>(setting("wadi.topic"), SinkRig.packet(i)));
            }
        }
    }

    private void deploy(String name, String address) throws IOException {
        String text = Files.readString(Path.of("routes.d/examples", name, "sink-" + name + ".camel.yaml"));
        assertThat(text).contains(address);
        String here = address.replaceAll("[\\w-]+:\\d+", "127.0.0.1:" + silent.getLocalPort())
                .replace("# ", "");
        Files.writeString(
                Files.createDirectories(folder.resolve("routes.d")).resolve("sink.camel.yaml"),
                text.replace(address, here));
    }

    private void start() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run", "--only", "store-flows"));
        arguments.addAll(WadiChild.options(settings, folder.resolve("routes.d")));
        process = WadiChild.start(folder.resolve("log"), List.of(), arguments);
    }

    private String output() throws IOException {
        return WadiChild.output(folder.resolve("log"));
    }

    /**
     * Kafka keeps the packets for the next start, because the sink commits only what its server has taken. Other tests run
     * the same sinks, so a group may have offsets of their topics as well.
     */
    private long committed(String group) throws Exception {
        try (Admin admin = Admin.create(broker())) {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(offset -> offset.getKey().topic().equals(setting("wadi.topic")))
                    .mapToLong(offset ->
                            offset.getValue() == null ? 0 : offset.getValue().offset())
                    .sum();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kafka, '# brokers: other-host:9092'",
        "postgresql, 'jdbc:postgresql://localhost:5432/other'",
        "webhook, 'http://localhost:8000/packets'"
    })
    void endsInTimeAndLosesNothing(String sink, String address) throws Exception {
        publish();
        deploy(sink, address);
        start();
        try (Socket client = silent.accept()) {
            assertThat(client.isConnected()).isTrue();
            await().atMost(LONG).until(() -> output().contains("wadi: running"));
            new ProcessBuilder("kill", "-TERM", String.valueOf(process.pid())).start();
            assertThat(process.waitFor(PROMISED_SECONDS, TimeUnit.SECONDS))
                    .as("ends; it said: %s", output())
                    .isTrue();
        }
        String stop = output().substring(output().indexOf("wadi: stopping"));
        assertThat(stop).doesNotContain("\tat ", " ERROR ");
        // How far Camel's threads come with their own sentences, before the logs are cut, is not certain.
        assertThat(stop.lines().filter(line -> !line.contains(" WARN  o.a.c.")))
                .satisfiesExactly(line -> assertThat(line).isEqualTo("wadi: stopping"), line -> assertThat(line)
                        .startsWith("wadi: stopped after a timeout; the next start"));
        assertThat(committed("sink-" + sink)).isZero();
    }
}
