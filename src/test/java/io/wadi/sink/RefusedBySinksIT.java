package io.wadi.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wadi.embedded.EmbeddedPostgres;
import io.wadi.settings.Settings;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** If a receiver refuses some packets permanently, it gets all others, and the refused ones are counted. */
class RefusedBySinksIT {

    private static final int PACKETS = 300;

    /** At both ends of the topic, and side by side in one partition. */
    private static final Set<Integer> REFUSED = Set.of(0, 99, 102, PACKETS - 1);

    private static final Pattern SIZE = Pattern.compile("\"size\": ?(\\d+)");

    @TempDir
    private static Path shared;

    @RegisterExtension
    private static final KafkaForSinks kafka = new KafkaForSinks();

    @TempDir
    private Path folder;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private SinkRig rig;

    @BeforeEach
    void startCamel(TestInfo test) throws Exception {
        String topic = test.getTestMethod().orElseThrow().getName();
        rig = new SinkRig(kafka.brokers(), folder.resolve("routes.d"), topic);
        rig.bind("metrics", meters);
    }

    @AfterEach
    void stopCamel() {
        rig.close();
    }

    private static Set<Integer> others() {
        return IntStream.range(0, PACKETS)
                .filter(number -> !REFUSED.contains(number))
                .boxed()
                .collect(Collectors.toSet());
    }

    private static Set<Integer> sizes(String text) {
        Set<Integer> sizes = new HashSet<>();
        for (Matcher matcher = SIZE.matcher(text); matcher.find(); ) {
            sizes.add(Integer.valueOf(matcher.group(1)));
        }
        return sizes;
    }

    private void awaitAllButTheRefused(String sink) {
        rig.awaitCommitted("sink-" + sink, PACKETS);
        assertThat(LeftOut.refused(meters, "sink-" + sink).count()).isEqualTo(REFUSED.size());
    }

    /** Digits that hardly compress, because the topic's limit is on compressed batches. */
    private void publishSomeTooLarge(int bytes) {
        rig.publish(0, PACKETS, number -> REFUSED.contains(number) ? large(number, bytes) : SinkRig.packet(number));
    }

    private static byte[] large(int size, int bytes) {
        StringBuilder text = new StringBuilder("{\"size\":" + size + ",\"name\":\"");
        IntStream.range(0, bytes / 5).forEach(i -> text.append(Integer.toHexString(0x10000 + i * 7919 % 0xeffff)));
        return text.append("\"}").toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void kafkaThatTakesNoLargeMessages() throws Exception {
        rig.createTopic("packets.copy", Map.of("max.message.bytes", "20000"));
        publishSomeTooLarge(100_000);
        rig.deploy("kafka", Map.of());
        awaitAllButTheRefused("kafka");
        assertThat(sizes(copies())).isEqualTo(others());
    }

    @Test
    void webServerThatAnswersContentTooLarge() throws Exception {
        try (WebReceiver web =
                new WebReceiver(body -> sizes(body).stream().anyMatch(REFUSED::contains) ? 413 : 200, "")) {
            rig.publish(0, PACKETS);
            rig.deploy("webhook", Map.of("http://localhost:8000", web.address()));
            awaitAllButTheRefused("webhook");
            assertThat(sizes(web.all())).isEqualTo(others());
        }
    }

    @Test
    void databaseWhoseTableHasAConstraint() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(
                        folder.resolve("postgres"), shared.resolve("programs"), Settings.load());
                Connection connection = DriverManager.getConnection(postgres.url(), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create table packets (id text primary key, packet jsonb not null check"
                    + " ((packet->>'size')::int not in (0, 99, 102, 299)))");
            rig.publish(0, PACKETS);
            rig.deploy(
                    "postgresql",
                    Map.of(
                            "jdbc:postgresql://localhost:5432/other",
                            postgres.url(),
                            "username: wadi",
                            "username: postgres"));
            awaitAllButTheRefused("postgresql");
            try (ResultSet row = statement.executeQuery("select string_agg(packet::text, ' ') from packets")) {
                row.next();
                assertThat(sizes(row.getString(1))).isEqualTo(others());
            }
        }
    }

    /** All of topic {@code packets.copy}, as one text. */
    private static String copies() {
        StringBuilder copies = new StringBuilder();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.brokers()), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, SinkRig.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition("packets.copy", partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> copies.append(record.value()));
            }
        }
        return copies.toString();
    }

    /** A split, in which the refused message is known. */
    @Test
    void datagramsThatAreTooLong() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setReceiveBufferSize(1 << 22);
            socket.setSoTimeout(60_000);
            publishSomeTooLarge(100_000);
            rig.deploy("syslog", Map.of("localhost:514", "127.0.0.1:" + socket.getLocalPort()));
            Set<Integer> received = new HashSet<>();
            while (received.size() < others().size()) {
                DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                socket.receive(packet);
                received.addAll(sizes(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8)));
            }
            assertThat(received).isEqualTo(others());
            awaitAllButTheRefused("syslog");
        }
    }
}
