package io.wadi.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.embedded.EmbeddedPostgres;
import io.wadi.message.PacketJson;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import io.wadi.settings.MessageFormat;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every sink whose server is available here gets each packet once if nothing fails. */
class SinksIT {

    private static final Pattern SIZE = Pattern.compile("\"size\":(\\d+)");
    private static final int PACKETS = 3000;

    @TempDir
    private static Path shared;

    @RegisterExtension
    private static final KafkaForSinks kafka = new KafkaForSinks();

    @TempDir
    private Path folder;

    private SinkRig rig;
    private String topic;

    @BeforeEach
    void startCamel(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        rig = new SinkRig(kafka.brokers(), folder.resolve("routes.d"), topic);
    }

    @AfterEach
    void stopCamel() {
        rig.close();
    }

    /** The packets of a text, by the sizes that number them, as often as they are in it. */
    private static List<Integer> sizes(String text) {
        Matcher matcher = SIZE.matcher(text);
        List<Integer> sizes = new ArrayList<>();
        while (matcher.find()) {
            sizes.add(Integer.valueOf(matcher.group(1)));
        }
        return sizes;
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static String read(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    @Test
    void jsonLines() throws Exception {
        rig.publish(0, PACKETS);
        Path sinks = folder.resolve("sinks");
        rig.deploy("json-lines", Map.of("sinks/json-lines", sinks.toString()));
        rig.awaitCommitted("sink-json-lines", PACKETS);
        List<String> lines = read(sinks).lines().toList();
        assertThat(lines).hasSize(PACKETS).contains(new String(SinkRig.packet(7), StandardCharsets.UTF_8));
        assertThat(sizes(String.join("", lines))).containsExactlyInAnyOrderElementsOf(numbers(PACKETS));
    }

    /**
     * Batches are full by packets, and end inside of messages, so none waits for the time-out of a poll, which is longer than
     * this test.
     */
    @Test
    void batchesOfMessagesOfSeveralPacketsWaitForNothing() throws Exception {
        int messages = 250;
        PacketJson json = new PacketJson(MessageFormat.PROTOBUF, 32);
        rig.publish(
                0, messages, number -> json.pack(packetsOf(number), 1).get(0).value());
        Path sinks = folder.resolve("sinks");
        rig.deploy(
                "json-lines",
                Map.of(
                        "sinks/json-lines", sinks.toString(),
                        "maxPollRecords: 10000", "maxPollRecords: 500",
                        "batchingIntervalMs: 1000", "batchingIntervalMs: 600000",
                        "pollTimeoutMs: 200", "pollTimeoutMs: 600000"));
        rig.awaitCommitted("sink-json-lines", messages);
        assertThat(sizes(read(sinks))).containsExactlyInAnyOrderElementsOf(numbers(32 * messages));
    }

    private static List<Packet> packetsOf(int message) {
        return IntStream.range(32 * message, 32 * message + 32)
                .mapToObj(size -> TestPacket.udp("192.0.2.1", 1, "192.0.2.2", 53)
                        .size(size)
                        .build())
                .toList();
    }

    @Test
    void aSwapUnderLoadNeitherLosesNorDoubles() throws Exception {
        Path sinks = folder.resolve("sinks");
        rig.deploy("json-lines", Map.of("sinks/json-lines", sinks.toString()));
        for (int edit = 0; edit < 4; edit++) {
            rig.publish(edit * PACKETS, PACKETS);
            rig.deploy("json-lines", Map.of("sinks/json-lines", sinks.toString(), "into a new", "edit " + edit));
        }
        rig.awaitCommitted("sink-json-lines", 4 * PACKETS);
        assertThat(sizes(read(sinks))).containsExactlyInAnyOrderElementsOf(numbers(4 * PACKETS));
    }

    @Test
    void csv() throws Exception {
        rig.publish(0, PACKETS);
        Path sinks = folder.resolve("sinks");
        rig.deploy("csv", Map.of("sinks/csv", sinks.toString()));
        rig.awaitCommitted("sink-csv", PACKETS);
        assertThat(read(sinks).lines())
                .hasSize(PACKETS)
                .contains("1710000000.123456,192.0.2.1,53124,198.51.100.2,53,DNS,UDP,7,\"a\"\"b,c.example\"");
    }

    @Test
    void kafka() throws Exception {
        rig.publish(0, PACKETS);
        rig.deploy("kafka", Map.of());
        rig.awaitCommitted("sink-kafka", PACKETS);
        List<ConsumerRecord<String, String>> copies = copies(PACKETS);
        assertThat(copies)
                .allMatch(copy -> copy.key().equals("key-" + sizes(copy.value()).get(0)));
        assertThat(copies.stream().flatMap(copy -> sizes(copy.value()).stream()))
                .containsExactlyInAnyOrderElementsOf(numbers(PACKETS));
    }

    private static List<ConsumerRecord<String, String>> copies(int count) {
        List<ConsumerRecord<String, String>> copies = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.brokers()), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, SinkRig.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition("packets.copy", partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (copies.size() < count) {
                consumer.poll(Duration.ofSeconds(1)).forEach(copies::add);
            }
        }
        return copies;
    }

    @Test
    void postgresql() throws Exception {
        Path data = folder.resolve("postgres");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, shared.resolve("programs"), Settings.load());
                Connection connection = DriverManager.getConnection(postgres.url(), "postgres", "")) {
            execute(connection, "create table packets (id text primary key, packet jsonb not null)");
            rig.publish(0, PACKETS);
            rig.deploy(
                    "postgresql",
                    Map.of(
                            "jdbc:postgresql://localhost:5432/other",
                            postgres.url(),
                            "username: wadi",
                            "username: postgres"));
            rig.awaitCommitted("sink-postgresql", PACKETS);
            assertThat(stored(connection)).containsExactlyInAnyOrderElementsOf(numbers(PACKETS));
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<Integer> stored(Connection connection) throws SQLException {
        List<Integer> sizes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select (packet->>'size')::int from packets")) {
            while (rows.next()) {
                sizes.add(rows.getInt(1));
            }
        }
        return sizes;
    }

    private static void need(String type) {
        try {
            Class.forName(type);
        } catch (ClassNotFoundException e) {
            Assumptions.abort(type + " is not on the class path: ./wadi add brings it");
        }
    }

    @Test
    void webhookWaitsForAServerThatIsAway() throws Exception {
        need("org.apache.camel.component.http.HttpComponent");
        try (WebReceiver web = new WebReceiver(2, "thanks")) {
            rig.publish(0, PACKETS);
            rig.deploy("webhook", Map.of("http://localhost:8000", web.address()));
            rig.awaitCommitted("sink-webhook", PACKETS);
            assertThat(sizes(web.all())).containsExactlyInAnyOrderElementsOf(numbers(PACKETS));
        }
    }

    @Test
    void opensearch() throws Exception {
        need("org.apache.camel.component.http.HttpComponent");
        try (WebReceiver web = new WebReceiver(0, "{\"errors\":false,\"items\":[]}")) {
            rig.publish(0, PACKETS);
            rig.deploy("opensearch", Map.of("http://localhost:9200", web.address()));
            rig.awaitCommitted("sink-opensearch", PACKETS);
            List<String> lines = web.all().lines().toList();
            assertThat(lines).hasSize(2 * PACKETS);
            assertThat(lines.get(0))
                    .matches(
                            "\\{\"index\":\\{\"_index\":\"packets-\\d{4}\\.\\d\\d\\.\\d\\d\",\"_id\":\"opensearch-\\d-\\d+\"}}");
            assertThat(lines.stream().filter(line -> line.contains("_id")).collect(Collectors.toSet()))
                    .hasSize(PACKETS);
            assertThat(sizes(web.all())).containsExactlyInAnyOrderElementsOf(numbers(PACKETS));
        }
    }

    @Test
    void clickhouse() throws Exception {
        need("org.apache.camel.component.http.HttpComponent");
        try (WebReceiver web = new WebReceiver(0, "")) {
            rig.publish(0, PACKETS);
            rig.deploy("clickhouse", Map.of("http://localhost:8123", web.address()));
            rig.awaitCommitted("sink-clickhouse", PACKETS);
            assertThat(web.queries())
                    .containsExactly("query=INSERT INTO packets FORMAT JSONEachRow&input_format_skip_unknown_fields=1");
            assertThat(sizes(web.all())).containsExactlyInAnyOrderElementsOf(numbers(PACKETS));
        }
    }

    @Test
    void slack() throws Exception {
        need("org.apache.camel.component.http.HttpComponent");
        try (WebReceiver web = new WebReceiver(0, "ok")) {
            rig.publish(0, 10);
            rig.deploy(
                    "slack",
                    Map.of(
                            "{{env:SLACK_WEBHOOK}}\"", web.address() + "\"",
                            "batchingIntervalMs: 60000", "batchingIntervalMs: 100",
                            "\"dst\":23[", "\"dst\":53["));
            rig.awaitCommitted("sink-slack", 10);
            assertThat(web.accepted()).isNotEmpty().allMatch(text -> text.startsWith("{\"text\":\"Wadi: Telnet"));
        }
    }

    @Test
    void syslog() throws Exception {
        need("org.apache.camel.component.netty.NettyComponent");
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setReceiveBufferSize(1 << 22);
            socket.setSoTimeout(60_000);
            rig.publish(0, 50);
            rig.deploy("syslog", Map.of("localhost:514", "127.0.0.1:" + socket.getLocalPort()));
            List<Integer> sizes = new ArrayList<>();
            while (sizes.size() < 50) {
                DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                socket.receive(packet);
                String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                assertThat(text).matches("(?s)<134>1 \\S+T\\S+ \\S+ wadi - packet - \\{.*}");
                sizes.addAll(sizes(text));
            }
            assertThat(sizes).containsExactlyInAnyOrderElementsOf(numbers(50));
            rig.awaitCommitted("sink-syslog", 50);
        }
    }
}
