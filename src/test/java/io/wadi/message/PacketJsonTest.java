package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.packet.Packet;
import io.wadi.packet.RandomPackets;
import io.wadi.packet.TestPacket;
import io.wadi.settings.MessageFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PacketJsonTest {

    private final PacketJson json = new PacketJson();

    private static List<Packet> packets(long seed, int count) {
        RandomPackets random = new RandomPackets(seed);
        return Stream.generate(random::next)
                .filter(packet -> packet.flow() != null)
                .limit(count)
                .toList();
    }

    private static RecordPack pack(List<byte[]> values) {
        List<ConsumerRecord<Object, Object>> records = new ArrayList<>();
        for (byte[] value : values) {
            records.add(new ConsumerRecord<>("packets", 3, 100 + records.size(), null, value));
        }
        return new RecordPack(
                "wadi-store-flows", new OffsetRange("packets", null, 3, 100, 100 + values.size()), records);
    }

    private PacketBatch roundTrip(List<Packet> packets) {
        return json.read(
                pack(json.write(packets).stream().map(PacketMessage::value).toList()));
    }

    @Test
    void writesAMessageEachInOrderAndReadsThemBack() {
        List<Packet> packets = packets(7, 2_000);
        PacketBatch batch = roundTrip(packets);
        assertThat(batch.packets()).isEqualTo(packets);
        assertThat(batch.dead()).isEmpty();
        assertThat(batch.range()).isEqualTo(new OffsetRange("packets", null, 3, 100, 2_100));
    }

    @Test
    void readsATopicWithBothFormats() throws Exception {
        List<Packet> packets = packets(9, 500);
        PacketJson proto = new PacketJson(MessageFormat.PROTOBUF, 1);
        List<byte[]> messages = new ArrayList<>();
        for (Packet packet : packets) {
            PacketJson format = messages.size() % 2 == 0 ? json : proto;
            messages.add(format.write(List.of(packet)).get(0).value());
        }
        assertThat(json.read(pack(messages)).packets()).isEqualTo(packets);
        assertThat(proto.read(pack(messages)).packets()).isEqualTo(packets);
        assertThat(proto.write(packets).get(0).key())
                .isEqualTo(json.write(packets).get(0).key());
    }

    @Test
    void convertsAMessageOfAnyFormatToJson() throws Exception {
        List<Packet> packets = packets(11, 1);
        byte[] message = json.write(packets).get(0).value();
        byte[] proto =
                new PacketJson(MessageFormat.PROTOBUF, 1).write(packets).get(0).value();
        assertThat(json.json(message)).isSameAs(message);
        assertThat(json.json(proto)).isEqualTo(message);
        assertThat(json.json(new byte[0])).isEmpty();
        assertThatThrownBy(() -> json.json(Arrays.copyOf(proto, 12))).isInstanceOf(PacketFormatException.class);
    }

    @Test
    void aDeadLetterHasEachByteOfItsMessage() {
        byte[] damaged = Arrays.copyOf(
                new PacketJson(MessageFormat.PROTOBUF, 1)
                        .write(packets(12, 1))
                        .get(0)
                        .value(),
                25);
        DeadLetter letter = json.read(pack(List.of(damaged))).dead().get(0);
        assertThat(letter.reason()).startsWith("not a Protobuf packet: ");
        assertThat(letter.message().getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(damaged);
    }

    @Test
    void theKeyIsTheConversation() {
        List<PacketMessage> messages = json.write(List.of(
                TestPacket.udp("192.0.2.1", 1, "192.0.2.2", 2).flow("1:abc=").build()));
        assertThat(messages).singleElement().satisfies(message -> assertThat(message.key())
                .isEqualTo("1:abc=".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void whatCannotBeReadBecomesADeadLetterAndTheRestIsRead() {
        byte[] good = json.write(packets(1, 1)).get(0).value();
        byte[] poison = {(byte) 0xff, 0, 'x', (byte) 0xe4};
        List<byte[]> values = new ArrayList<>(List.of(good, poison, good));
        values.add(null);
        PacketBatch batch = json.read(pack(values));
        assertThat(batch.packets()).hasSize(2);
        assertThat(batch.dead()).hasSize(2);
        DeadLetter letter = batch.dead().get(0);
        assertThat(letter.reason()).isNotBlank();
        assertThat(letter.consumer()).isEqualTo("wadi-store-flows");
        assertThat(letter.topic()).isEqualTo("packets");
        assertThat(letter.partition()).isEqualTo(3);
        assertThat(letter.offset()).isEqualTo(101);
        assertThat(letter.message().getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(poison);
        assertThat(batch.dead().get(1).message()).isNull();
    }

    @Test
    void servesManyThreadsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                List<Packet> packets = packets(i, 500);
                tasks.add(() -> roundTrip(packets).packets().equals(packets));
            }
            for (Future<Boolean> task : threads.invokeAll(tasks)) {
                assertThat(task.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
