package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.message.PacketJson;
import io.wadi.message.PacketMessage;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.MessageFormat;
import io.wadi.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.StringUtils;

/**
 * A topic with packets in JSON and in Protobuf, one and several in a message, as during the change of settings {@code
 * wadi.message.format} and {@code wadi.message.packets}.
 */
class MixedFormatsIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int EACH = 300;
    private static final byte[] DAMAGED = {8, 4, 0x7f};

    /** The damaged message, and two packets of a record that has good ones, too. */
    private static final int FAULTY = 3;

    @TempDir
    Path folder;

    @Test
    void storesCountAllAndASinkEmitsJson() throws Exception {
        Settings settings = TestServers.withTables();
        settings.set(KafkaSettings.MESSAGE_FORMAT, "protobuf");
        settings.set("wadi.source", "pcap:file:" + sample());
        Path lines = folder.resolve("lines");
        Pipeline pipeline = new Pipeline(
                        settings, Set.of(Stage.CAPTURE, Stage.STORE_TRAFFIC, Stage.STORE_FLOWS), TestServers.cache())
                .deploying(routes(lines));
        try (pipeline) {
            pipeline.start();
            publish(settings);
            await().atMost(LONG)
                    .until(() -> pipeline.capture().counters().decoded() > EACH / 2
                            && pipeline.capture().finished().isDone());
            long all = 3 * EACH + pipeline.capture().counters().decoded();
            JdbcTemplate database = new JdbcTemplate(pipeline.database());
            await().atMost(LONG).untilAsserted(() -> {
                assertThat(number(database, "select count(*) from traffic")).isEqualTo(all);
                assertThat(number(database, "select sum(packets) from flows")).isEqualTo(all);
                assertThat(number(database, "select sum(dead) from ingest_offsets"))
                        .isEqualTo(2 * FAULTY);
                assertThat(number(database, "select sum(packets) from ingest_offsets"))
                        .isEqualTo(2 * all);
            });
            // Of the capture, each partition has one or two batches.
            assertThat(number(
                            database,
                            "select sum(next_offset) from ingest_offsets where consumer = 'wadi-store-traffic'"))
                    .isLessThan(2 * EACH + 60);
            await().atMost(LONG).untilAsserted(() -> assertThat(read(lines)).hasSize((int) all));
            await().atMost(LONG).untilAsserted(() -> assertThat(
                            StringUtils.countOccurrencesOf(watched(), "from 192.0.2.1 to 192.0.2.2"))
                    .isEqualTo(3 * EACH));
            PacketJson json = new PacketJson();
            for (String line : read(lines)) {
                assertThat(line).startsWith("{\"ip\":{\"src\":");
                assertThat(json.packet(line.getBytes(StandardCharsets.UTF_8)).probe())
                        .isNotBlank();
            }
        }
    }

    private Path sample() throws IOException {
        Path sample = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(sample)) {
            new SampleCapture(EACH, 1, SampleCapture.DEFAULT_START).write(out);
        }
        return sample;
    }

    private Path routes(Path lines) throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        String example = Files.readString(Path.of("routes.d", "examples", "json-lines", "sink-json-lines.camel.yaml"));
        Files.writeString(
                routes.resolve("sink-json-lines.camel.yaml"), example.replace("sinks/json-lines", lines.toString()));
        String log = "log: {message: \"Telnet from ${body[ip][src]} to ${body[ip][dst]}\"}";
        String watch = ownRoute();
        assertThat(watch).contains("latest", "== 23", log);
        Files.writeString(
                routes.resolve("watch.camel.yaml"),
                watch.replace("latest", "earliest")
                        .replace("== 23", "== 53")
                        .replace(
                                log,
                                "transform: {simple: \"from ${body[ip][src]} to ${body[ip][dst]}\"}\n"
                                        + " ".repeat(14) + "- to: \"file:" + folder
                                        + "?fileName=watch&fileExist=Append\""));
        return routes;
    }

    private String watched() throws IOException {
        Path file = folder.resolve("watch");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** The route with which people begin their own. */
    private static String ownRoute() throws IOException {
        return Files.readString(Path.of("routes.d", "README.md"))
                .lines()
                .dropWhile(line -> !line.equals("    - route:"))
                .takeWhile(line -> line.startsWith("    "))
                .map(line -> line.substring(4))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** As many packets in each format, in turn, and damaged ones. */
    private static void publish(Settings settings) throws Exception {
        List<Packet> packets = IntStream.range(0, EACH)
                .mapToObj(i -> TestPacket.udp("192.0.2.1", i, "192.0.2.2", 53).build())
                .toList();
        List<byte[]> messages = new ArrayList<>();
        List<PacketMessage> json = new PacketJson(MessageFormat.JSON, 1).write(packets);
        List<PacketMessage> proto = new PacketJson(MessageFormat.PROTOBUF, 1).write(packets);
        for (int i = 0; i < EACH; i++) {
            messages.add(json.get(i).value());
            messages.add(proto.get(i).value());
        }
        List<PacketMessage> several = new PacketJson(MessageFormat.PROTOBUF, 32).pack(packets, 1);
        several.forEach(message -> messages.add(message.value()));
        messages.set(messages.size() - 1, withFaulty(messages.get(messages.size() - 1)));
        messages.add(DAMAGED);
        Map<String, Object> options = Map.of("bootstrap.servers", settings.text(KafkaSettings.BROKERS));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
            messages.forEach(message ->
                    producer.send(new ProducerRecord<>(settings.get(KafkaSettings.TOPIC), 1, null, message)));
        }
    }

    /** The record with a damaged packet before and after its own. */
    private static byte[] withFaulty(byte[] record) {
        byte[] faulty = {0x12, (byte) DAMAGED.length, DAMAGED[0], DAMAGED[1], DAMAGED[2]};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(faulty);
        bytes.writeBytes(record);
        bytes.writeBytes(faulty);
        return bytes.toByteArray();
    }

    private static List<String> read(Path lines) throws IOException {
        if (!Files.isDirectory(lines)) {
            return List.of();
        }
        List<String> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(lines)) {
            for (Path file : files.toList()) {
                all.addAll(Files.readAllLines(file));
            }
        }
        return all;
    }

    private static long number(JdbcTemplate database, String sql) {
        Long number = database.queryForObject(sql, Long.class);
        return number == null ? 0 : number;
    }
}
