package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import io.wadi.settings.MessageFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Records of several packets, of which some or all are damaged. */
class PacketRecordReaderTest {

    private static final byte[] FAULTY = {8, 4, 72, 60};

    private final PacketJson json = new PacketJson();
    private final PacketRecordReader reader = new PacketRecordReader();

    private static List<Packet> packets(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> TestPacket.udp("192.0.2.1", i, "192.0.2.2", 53).build())
                .toList();
    }

    private static byte[] message(Packet packet) {
        return new PacketProtoWriter().write(packet);
    }

    private static byte[] record(List<byte[]> messages) {
        PackedPackets packed = new PackedPackets(8);
        messages.forEach(message -> packed.add(message, 0, message.length));
        return packed.take();
    }

    private static RecordPack pack(byte[]... values) {
        List<ConsumerRecord<Object, Object>> records = new ArrayList<>();
        for (byte[] value : values) {
            records.add(new ConsumerRecord<>("packets", 3, 100 + records.size(), null, value));
        }
        return new RecordPack(
                "wadi-store-flows", new OffsetRange("packets", null, 3, 100, 100 + values.length), records);
    }

    private static byte[] bytes(DeadLetter letter) {
        return letter.message().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void oneTopicMayHaveAllFormats() {
        List<Packet> packets = packets(100);
        List<byte[]> values = new ArrayList<>();
        new PacketJson(MessageFormat.PROTOBUF, 32)
                .pack(packets.subList(0, 70), 1)
                .forEach(message -> values.add(message.value()));
        packets.subList(70, 80).forEach(packet -> values.add(message(packet)));
        json.write(packets.subList(80, 100)).forEach(message -> values.add(message.value()));
        PacketBatch batch = json.read(pack(values.toArray(byte[][]::new)));
        assertThat(values).hasSize(3 + 10 + 20);
        assertThat(batch.packets()).isEqualTo(packets);
        assertThat(batch.dead()).isEmpty();
        assertThat(batch.range().next()).isEqualTo(100 + values.size());
    }

    @Test
    void theFaultyPacketIsADeadLetterAndTheOthersAreRead() {
        List<Packet> packets = packets(3);
        byte[] record = record(List.of(message(packets.get(0)), FAULTY, message(packets.get(1))));
        PacketBatch batch = json.read(pack(record, message(packets.get(2))));
        assertThat(batch.packets()).isEqualTo(packets);
        assertThat(batch.deadContents()).isEqualTo(1);
        assertThat(batch.dead()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("ip.src or ip.dst is missing");
            assertThat(letter.offset()).isEqualTo(100);
            assertThat(letter.packets()).isNull();
            assertThat(bytes(letter)).isEqualTo(FAULTY);
        });
    }

    @Test
    void severalFaultyPacketsAreOneDeadLetterThatCountsEach() {
        List<Packet> packets = packets(2);
        byte[] otherFault = {8, 6};
        byte[] record = record(List.of(FAULTY, message(packets.get(0)), otherFault, message(packets.get(1)), FAULTY));
        PacketBatch batch = json.read(pack(record));
        assertThat(batch.packets()).isEqualTo(packets);
        assertThat(batch.deadContents()).isEqualTo(3);
        DeadLetter letter = batch.dead().get(0);
        assertThat(letter.packets()).isEqualTo(3);
        assertThat(json.parts(bytes(letter))).containsExactly(FAULTY, otherFault, FAULTY);
        // What is published again is unreadable again, and is counted as often.
        assertThat(json.read(pack(bytes(letter))).deadContents()).isEqualTo(3);
    }

    @Test
    void aRecordWhoseFrameIsDamagedIsOneDeadLetterWithEveryByte() {
        byte[] record = record(List.of(message(packets(1).get(0)), FAULTY));
        for (byte[] damaged : List.of(
                Arrays.copyOf(record, record.length - 1),
                new byte[] {PacketRecord.FIRST_BYTE},
                new byte[] {PacketRecord.FIRST_BYTE, -1, -1, -1, -1, -1, -1},
                new byte[] {PacketRecord.FIRST_BYTE, 0, 7, 7})) {
            PacketBatch batch = json.read(pack(damaged));
            assertThat(batch.packets()).isEmpty();
            assertThat(batch.deadContents()).isEqualTo(1);
            assertThat(batch.dead()).singleElement().satisfies(letter -> {
                assertThat(letter.reason()).startsWith("not a record of Protobuf packets: ");
                assertThat(bytes(letter)).isEqualTo(damaged);
            });
            assertThat(json.parts(damaged)).containsExactly(damaged);
        }
    }

    @Test
    void moreThanAThousandPacketsInARecordAreRefused() throws Exception {
        byte[] empty = {PacketRecord.FIRST_BYTE, 0};
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        for (int i = 0; i < 1_000; i++) {
            record.write(empty);
        }
        assertThat(json.read(pack(record.toByteArray())).deadContents()).isEqualTo(1_000);
        record.write(empty);
        PacketBatch batch = json.read(pack(record.toByteArray()));
        assertThat(batch.dead()).singleElement().satisfies(letter -> assertThat(letter.reason())
                .isEqualTo("the record has more than 1000 packets"));
    }

    @Test
    void fieldsOfNewerWritersAreIgnored() throws Exception {
        List<Packet> packets = packets(1);
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.write(record(List.of(message(packets.get(0)))));
        record.write(new byte[] {24, 5, 34, 1, 'x'});
        List<Packet> read = new ArrayList<>();
        assertThat(reader.read(record.toByteArray(), Attempt.ALL, read)).isEmpty();
        assertThat(read).isEqualTo(packets);
    }

    @Test
    void whatADatabaseRefusesIsALetterBesidesThatOfTheUnreadableOnes() {
        List<Packet> packets = packets(4);
        List<byte[]> messages = new ArrayList<>(
                packets.stream().map(PacketRecordReaderTest::message).toList());
        messages.add(1, FAULTY);
        RecordPack pack = pack(record(messages));
        BitSet culprits = BitSet.valueOf(new long[] {0b10100});
        PacketBatch batch = json.read(
                new RecordPack(pack.consumer(), pack.range(), pack.records(), true, attempt(9, culprits, false)));
        assertThat(batch.packets()).containsExactly(packets.get(0), packets.get(2));
        assertThat(batch.dead())
                .extracting(DeadLetter::reason, DeadLetter::packets)
                .containsExactly(tuple("ip.src or ip.dst is missing", null), tuple("refused", 2));
        assertThat(batch.dead().get(1).contents()).containsExactly(messages.get(2), messages.get(4));
        PacketBatch trial = json.read(
                new RecordPack(pack.consumer(), pack.range(), pack.records(), true, attempt(4, culprits, true)));
        assertThat(trial.packets()).isEqualTo(batch.packets());
        assertThat(trial.dead()).isEmpty();
        assertThat(trial.attempt().isTrial()).isTrue();
    }

    private static Attempt attempt(int packets, BitSet culprits, boolean isTrial) {
        return new Attempt(packets, culprits, "refused", isTrial);
    }

    @Test
    void aReaderOfOnePacketSaysThatThereAreSeveral() {
        byte[] record =
                record(packets(2).stream().map(PacketRecordReaderTest::message).toList());
        assertThatThrownBy(() -> json.packet(record)).hasMessageContaining("several packets");
        assertThatThrownBy(() -> json.json(record)).hasMessageContaining("several packets");
    }

    @Test
    void theReasonAgainstADamagedRecordIsItsOwn() {
        byte[] record =
                record(packets(2).stream().map(PacketRecordReaderTest::message).toList());
        byte[] cut = Arrays.copyOf(record, record.length - 1);
        assertThatThrownBy(() -> json.json(cut)).hasMessageStartingWith("not a record of Protobuf packets: ");
        assertThatThrownBy(() -> json.packet(record(Collections.nCopies(1_001, new byte[0]))))
                .hasMessage("the record has more than 1000 packets");
    }

    /** Alone, it could be taken for JSON, or for a record of several, and be counted as more than one. */
    @Test
    void aFaultyPacketIsNothingElseWhenItIsAlone() throws Exception {
        byte[] asRecord = {0x12, 1, 8, 0x12, 1, 8};
        byte[] asJson = json.write(packets(1)).get(0).value();
        for (byte[] faulty : List.of(asRecord, asJson, new byte[0])) {
            PacketBatch batch = json.read(pack(record(List.of(message(packets(1).get(0)), faulty))));
            assertThat(batch.packets()).hasSize(1);
            byte[] alone = bytes(batch.dead().get(0));
            assertThat(batch.deadContents()).isEqualTo(1);
            assertThat(batch.dead().get(0).contents()).containsExactly(alone);
            PacketBatch again = json.read(pack(alone));
            assertThat(again.packets()).isEmpty();
            assertThat(again.deadContents()).isEqualTo(1);
            assertThat(bytes(again.dead().get(0))).isEqualTo(alone);
            assertThatThrownBy(() -> json.json(alone))
                    .hasMessage(again.dead().get(0).reason());
        }
    }

    /** Whatever the bytes: no exception, and no packet lost or twice while the frame is whole. */
    @Test
    void mutationsLoseNoPacketOfAWholeFrame() throws Exception {
        Random random = new Random(31);
        byte[] record =
                record(packets(20).stream().map(PacketRecordReaderTest::message).toList());
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = record.clone();
            mutated[1 + random.nextInt(mutated.length - 1)] = (byte) random.nextInt(256);
            PacketBatch batch = json.read(pack(mutated));
            assertThat(batch.packets().size() + batch.deadContents()).isEqualTo(PacketRecord.count(mutated));
        }
    }
}
