package io.wadi.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.failure.StartException;
import io.wadi.faults.Poison;
import io.wadi.message.DeadLetter;
import io.wadi.message.KafkaAccess;
import io.wadi.message.PacketJson;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.MessageFormat;
import io.wadi.settings.Settings;
import io.wadi.store.StoreLag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Dead letters of messages that are readable now, and of one that is not. */
class ReplayIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String READABLE = Poison.packet("10.0.0.1", 80, 60, "1710000000.5");

    private Settings settings;
    private Pipeline pipeline;
    private JdbcTemplate database;

    @BeforeEach
    void start() throws Exception {
        settings = TestServers.withTables();
        pipeline = new Pipeline(settings, Set.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS), TestServers.cache());
        pipeline.start();
        database = new JdbcTemplate(pipeline.database());
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void eachMessageIsPublishedOnceHoweverManyLettersTellOfIt() throws Exception {
        letter("wadi-store-flows", 0, 17, READABLE);
        letter("wadi-store-traffic", 0, 17, READABLE);
        letter("wadi-store-flows", 1, 4, READABLE);
        publish("no letter");
        publish("{\"topic\":\"t\",\"message\":\"without a reason\"}");

        assertThat(replay(true)).isEqualTo(new ReplayReport(5, 2, 0, 1, 2, Map.of("mended?since", 2L)));
        assertThat(stored()).isZero();
        assertThat(replay(false)).isEqualTo(new ReplayReport(5, 2, 0, 1, 2, Map.of("mended?since", 2L)));
        awaitStored(2);

        letter("wadi-store-traffic", 1, 4, READABLE);
        letter("wadi-store-traffic", 2, 0, READABLE);
        assertThat(replay(false)).isEqualTo(new ReplayReport(2, 1, 0, 1, 0, Map.of("mended?since", 1L)));
        awaitStored(3);
        assertThat(replay(false)).isEqualTo(new ReplayReport(0, 0, 0, 0, 0, Map.of()));
        awaitNoLag();
    }

    /** A record that a store could not store as a whole: its good packets are stored, and the faulty one is a letter again. */
    @Test
    void eachPacketOfARecordOfSeveralIsPublishedAlone() throws Exception {
        List<Packet> good = List.of(
                TestPacket.udp("192.0.2.1", 1, "192.0.2.2", 53).build(),
                TestPacket.udp("192.0.2.1", 2, "192.0.2.2", 53).build());
        byte[] record =
                new PacketJson(MessageFormat.PROTOBUF, 32).pack(good, 1).get(0).value();
        letter("wadi-store-flows", 0, 17, "\022\2\10\4" + new String(record, StandardCharsets.ISO_8859_1));
        assertThat(replay(false).replayed()).isEqualTo(1);
        awaitStored(2);
        await().atMost(LONG).untilAsserted(() -> assertThat(
                        database.queryForObject("select sum(dead) from ingest_offsets", Long.class))
                .isEqualTo(2));
    }

    /** One consumer could not read a packet, and another one refused a second. */
    @Test
    void eachPacketOfARecordIsPublishedOnceHoweverManyLettersHaveIt() throws Exception {
        String bad = "\022\2\10\4";
        byte[] record = new PacketJson(MessageFormat.PROTOBUF, 32)
                .pack(
                        List.of(
                                TestPacket.udp("192.0.2.1", 1, "192.0.2.2", 53).build(),
                                TestPacket.udp("192.0.2.1", 2, "192.0.2.2", 53).build()),
                        1)
                .get(0)
                .value();
        letter("wadi-store-flows", 0, 17, bad);
        letter("wadi-store-traffic", 0, 17, bad + new String(record, StandardCharsets.ISO_8859_1));
        letter("wadi-store-flows", 0, 17, bad + new String(record, StandardCharsets.ISO_8859_1));
        assertThat(replay(false)).isEqualTo(new ReplayReport(3, 2, 0, 1, 0, Map.of("mended?since", 2L)));
        awaitStored(2);
        await().atMost(LONG).untilAsserted(() -> assertThat(
                        database.queryForObject("select sum(dead) from ingest_offsets", Long.class))
                .isEqualTo(2));
    }

    @Test
    void aLetterOfANewerVersionMayHaveMoreFields() throws Exception {
        DeadLetter letter =
                new DeadLetter("newer", "wadi-store-flows", settings.get(KafkaSettings.TOPIC), 0, 17, READABLE);
        publish(new ObjectMapper().writeValueAsString(letter).replaceFirst("\\{", "{\"later\":{\"more\":1},"));
        assertThat(replay(false).replayed()).isEqualTo(1);
        awaitStored(1);
    }

    @Test
    void whatStillCannotBeReadBecomesALetterAgain() throws Exception {
        letter("wadi-store-flows", 0, 17, "no json");
        assertThat(replay(false).replayed()).isEqualTo(1);
        await().atMost(LONG).untilAsserted(() -> assertThat(
                        database.queryForObject("select sum(dead) from ingest_offsets", Long.class))
                .isEqualTo(2));
        await().atMost(LONG).untilAsserted(() -> assertThat(replay(true))
                .extracting(ReplayReport::letters, ReplayReport::repeated)
                .containsExactly(2L, 1L));
    }

    @Test
    void oneThatItsTopicRefusesKeepsBackNoOther() throws Exception {
        try (Admin admin = Admin.create(KafkaAccess.of(settings).properties())) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, settings.get(KafkaSettings.TOPIC));
            AlterConfigOp small = new AlterConfigOp(new ConfigEntry("max.message.bytes", "1000"), OpType.SET);
            admin.incrementalAlterConfigs(Map.of(topic, List.of(small))).all().get();
        }
        letter("wadi-store-flows", 0, 17, READABLE);
        letter("wadi-store-flows", 1, 17, READABLE + " ".repeat(2_000));
        letter("wadi-store-flows", 2, 17, READABLE);
        assertThat(replay(false)).isEqualTo(new ReplayReport(3, 2, 1, 0, 0, Map.of("mended?since", 2L)));
        awaitStored(2);
        assertThat(replay(false)).isEqualTo(new ReplayReport(0, 0, 0, 0, 0, Map.of()));
    }

    private ReplayReport replay(boolean dryRun) throws StartException {
        try (Replay replay = new Replay(KafkaAccess.of(settings), settings.get(KafkaSettings.DEAD_TOPIC), dryRun)) {
            return replay.run();
        }
    }

    private void letter(String consumer, int partition, long offset, String message) throws Exception {
        DeadLetter letter = new DeadLetter(
                "mended\u001bsince", consumer, settings.get(KafkaSettings.TOPIC), partition, offset, message);
        publish(new ObjectMapper().writeValueAsString(letter));
    }

    private void publish(String letter) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaAccess.of(settings).properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            settings.get(KafkaSettings.DEAD_TOPIC), letter.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private long stored() {
        return database.queryForObject("select count(*) from traffic", Long.class);
    }

    private void awaitStored(long packets) {
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(stored()).isEqualTo(packets);
            assertThat(database.queryForObject("select coalesce(sum(packets), 0) from flows", Long.class))
                    .isEqualTo(packets);
        });
    }

    /** The markers of transactions are no messages, and must not look as if something were left to store. */
    private void awaitNoLag() {
        try (Admin admin = Admin.create(KafkaAccess.of(settings).properties())) {
            StoreLag lag = new StoreLag(pipeline.database(), admin, List.of(settings.get(KafkaSettings.TOPIC)));
            await().atMost(LONG).untilAsserted(() -> {
                lag.refresh();
                assertThat(lag.getMessages()).isZero();
            });
        }
    }
}
