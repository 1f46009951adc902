package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.failure.StartException;
import io.wadi.filter.TrafficFilter;
import io.wadi.message.KafkaAccess;
import io.wadi.message.PacketJson;
import io.wadi.message.TopicTail;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.MessageFormat;
import io.wadi.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TailIT {

    private static final Packet PACKET =
            TestPacket.udp("192.0.2.1", 53, "192.0.2.2", 4096).build();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<String> problems = new ArrayList<>();
    private final String json =
            new String(new PacketJson().write(List.of(PACKET)).get(0).value(), StandardCharsets.UTF_8);
    private final byte[] proto = new PacketJson(MessageFormat.PROTOBUF, 1)
            .write(List.of(PACKET))
            .get(0)
            .value();
    private Settings settings;
    private String topic;

    @BeforeEach
    void createTopic() throws Exception {
        settings = TestServers.settings();
        topic = "tail-" + settings.get(KafkaSettings.TOPIC);
        try (Admin admin = Admin.create(options())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private Map<String, Object> options() {
        return Map.of("bootstrap.servers", settings.text(KafkaSettings.BROKERS));
    }

    private void publish(byte[]... messages) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(options(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (byte[] message : messages) {
                producer.send(new ProducerRecord<>(topic, message));
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private TopicTail open(boolean fromBeginning) throws StartException {
        return new TopicTail(KafkaAccess.of(settings), topic, fromBeginning);
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void printsBothFormatsAsTheSameJson() throws Exception {
        publish(proto, bytes(json), bytes("no JSON"), bytes("{\"other\":\n\t\"\u202e\"}"), proto);
        try (TopicTail tail = open(true)) {
            new Tail(null, 4, out, problems::add).run(tail, () -> false);
        }
        assertThat(lines()).containsExactly(json, json, "{\"other\":  \"?\"}", json);
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith(topic + "-0 at offset 2 is unreadable: not JSON: Unrecognized token 'no'");
    }

    @Test
    void printsEachPacketOfAMessageWithSeveral() throws Exception {
        Packet other = TestPacket.udp("192.0.2.1", 53, "192.0.2.3", 4096).build();
        PacketJson several = new PacketJson(MessageFormat.PROTOBUF, 32);
        publish(several.pack(List.of(PACKET, other, PACKET), 1).get(0).value(), new byte[] {0x12, 5});
        publish(several.pack(List.of(PACKET, PACKET), 1).get(0).value());
        try (TopicTail tail = open(true)) {
            new Tail(null, 4, out, problems::add).run(tail, () -> false);
        }
        assertThat(lines()).hasSize(4).contains(json, json.replace("192.0.2.2", "192.0.2.3"));
        assertThat(problems).singleElement().asString().contains("at offset 1 is unreadable");
        out.reset();
        TrafficFilter filter = new TrafficFilter();
        filter.setFilter("dst.host = 192.0.2.3");
        try (TopicTail tail = open(true)) {
            new Tail(filter, 1, out, problems::add).run(tail, () -> false);
        }
        assertThat(lines()).containsExactly(json.replace("192.0.2.2", "192.0.2.3"));
    }

    @Test
    void printsWhatMatchesAFilterAndEndsWhenItIsStopped() throws Exception {
        publish(proto, bytes(json.replace("192.0.2.2", "192.0.2.3")), proto);
        TrafficFilter filter = new TrafficFilter();
        filter.setFilter("dst.host = 192.0.2.3");
        try (TopicTail tail = open(true)) {
            new Tail(filter, Long.MAX_VALUE, out, problems::add).run(tail, () -> out.size() > 0);
        }
        assertThat(lines()).singleElement().asString().contains("\"dst\":\"192.0.2.3\"");
        assertThat(problems).isEmpty();
    }

    @Test
    void startsWithNewMessages() throws Exception {
        publish(bytes("{\"old\":1}"));
        try (TopicTail tail = open(false)) {
            publish(proto);
            new Tail(null, 1, out, problems::add).run(tail, () -> false);
        }
        assertThat(lines()).containsExactly(json);
    }

    @Test
    void endsWhenNobodyReads() throws Exception {
        publish(proto);
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int any) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        try (TopicTail tail = open(true)) {
            Tail printer = new Tail(null, 5, closed, problems::add);
            assertThatThrownBy(() -> printer.run(tail, () -> false)).hasMessage("Broken pipe");
        }
    }

    @Test
    void aTopicThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> new TopicTail(KafkaAccess.of(settings), "no-such-topic", false))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("There is no topic no-such-topic at ");
    }
}
