package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.AddressName;
import io.wadi.packet.Packet;
import io.wadi.packet.RandomPackets;
import io.wadi.packet.TestPacket;
import io.wadi.settings.MessageFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class PacketPackerTest {

    private static final int PARTITIONS = 6;

    private final PacketRecordReader reader = new PacketRecordReader();

    private static List<Packet> random(int count) {
        RandomPackets random = new RandomPackets(23);
        return Stream.generate(random::next)
                .filter(packet -> packet.flow() != null)
                .limit(count)
                .toList();
    }

    private static List<Packet> ofConversations(int count, int conversations) {
        return IntStream.range(0, count)
                .mapToObj(i -> TestPacket.udp("192.0.2.1", i, "192.0.2.2", 53)
                        .flow("1:" + i % conversations)
                        .build())
                .toList();
    }

    /** As Kafka's documentation has it: murmur2 of the key, without its sign, modulo the partitions. */
    private static int partition(byte[] key) {
        return (Utils.murmur2(key) & 0x7fff_ffff) % PARTITIONS;
    }

    private List<Packet> read(PacketMessage message) throws PacketFormatException {
        List<Packet> packets = new ArrayList<>();
        assertThat(reader.read(message.value(), Attempt.ALL, packets)).isEmpty();
        assertThat(message.contents()).isEqualTo(packets.size());
        return packets;
    }

    @Test
    void eachPacketIsInARecordOfThePartitionOfItsConversationInOrder() throws Exception {
        List<Packet> packets = random(5_000);
        Map<Integer, List<Packet>> expected = new HashMap<>();
        packets.forEach(packet -> expected.computeIfAbsent(
                        partition(ConversationKeys.of(packet)), partition -> new ArrayList<>())
                .add(packet));
        Map<Integer, List<Packet>> packed = new HashMap<>();
        List<PacketMessage> messages = new PacketPacker(32).pack(packets, PARTITIONS);
        for (PacketMessage message : messages) {
            assertThat(message.contents()).isBetween(1, 32);
            packed.computeIfAbsent(partition(message.key()), partition -> new ArrayList<>())
                    .addAll(read(message));
        }
        assertThat(packed).isEqualTo(expected);
        assertThat(messages).hasSizeLessThan(5_000 / 32 + 2 * PARTITIONS + 1);
        assertThat(PacketMessage.contents(messages)).isEqualTo(5_000);
    }

    @Test
    void withoutTheNumberOfPartitionsARecordHasOneConversation() throws Exception {
        List<PacketMessage> messages = new PacketPacker(32).pack(ofConversations(100, 10), PacketPacker.UNKNOWN);
        assertThat(messages).hasSize(10);
        for (PacketMessage message : messages) {
            Set<String> conversations = new HashSet<>();
            read(message).forEach(packet -> conversations.add(packet.flow()));
            assertThat(conversations).containsExactly(new String(message.key()));
        }
    }

    @Test
    void aLargeRecordTakesNoFurtherPacket() throws Exception {
        Packet large = TestPacket.udp("::1", 1, "::2", 2)
                .flow("1:a")
                .with(p -> p.answers = Collections.nCopies(8, new AddressName(p.src, "n".repeat(255))))
                .build();
        List<PacketMessage> messages = new PacketPacker(1_000).pack(Collections.nCopies(100, large), 1);
        assertThat(messages).hasSizeGreaterThan(3).allSatisfy(message -> assertThat(message.value().length)
                .isLessThan(PacketPacker.ENOUGH_BYTES + 4_096));
        assertThat(PacketMessage.contents(messages)).isEqualTo(100);
    }

    @Test
    void oneMessageWithOnePacketIsARecordToo() throws Exception {
        PacketJson json = new PacketJson(MessageFormat.PROTOBUF, 32);
        List<Packet> one = ofConversations(1, 1);
        byte[] message = json.write(one).get(0).value();
        assertThat(message[0]).isEqualTo(PacketRecord.FIRST_BYTE);
        assertThat(new PacketJson(MessageFormat.PROTOBUF, 1).write(one).get(0).value()[0])
                .isEqualTo(PacketProto.FIRST_BYTE);
        assertThat(json.parts(message)).singleElement().satisfies(part -> assertThat(json.packet(part))
                .isEqualTo(one.get(0)));
    }
}
