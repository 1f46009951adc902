package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Packet;
import io.wadi.packet.RandomPackets;
import io.wadi.packet.TestPacket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
                pack(json.write(packets).stream().map(PacketMessage::json).toList()));
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
    void theKeyIsTheConversation() {
        List<PacketMessage> messages = json.write(List.of(
                TestPacket.udp("192.0.2.1", 1, "192.0.2.2", 2).flow("1:abc=").build()));
        assertThat(messages).singleElement().satisfies(message -> assertThat(message.key())
                .isEqualTo("1:abc=".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void whatCannotBeReadBecomesADeadLetterAndTheRestIsRead() {
        byte[] good = json.write(packets(1, 1)).get(0).json();
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
