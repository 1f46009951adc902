package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.wadi.net.AddressName;
import io.wadi.packet.Packet;
import io.wadi.packet.RandomPackets;
import io.wadi.packet.TestPacket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacketProtoReaderTest {

    private static final Packet PACKET =
            TestPacket.udp("192.0.2.1", 53, "192.0.2.2", 4096).build();

    private final PacketProtoWriter writer = new PacketProtoWriter();
    private final PacketProtoReader reader = new PacketProtoReader();
    private final PacketReader any = new PacketReader();

    private static Field varint(long value) {
        return Field.newBuilder().addVarint(value).build();
    }

    private static Field bytes(byte... value) {
        return Field.newBuilder().addLengthDelimited(ByteString.copyFrom(value)).build();
    }

    private static Field text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    private static Field part(int number, Field field) {
        return bytes(
                UnknownFieldSet.newBuilder().addField(number, field).build().toByteArray());
    }

    /** The message of a valid packet with one field changed; null to leave it out. */
    private byte[] with(int number, Field field) throws Exception {
        UnknownFieldSet.Builder message = UnknownFieldSet.parseFrom(writer.write(PACKET)).toBuilder();
        message.clearField(number);
        if (field != null) {
            message.addField(number, field);
        }
        return message.build().toByteArray();
    }

    private void assertRefused(byte[] message, String reason) {
        assertThatThrownBy(() -> reader.read(message))
                .isInstanceOf(PacketFormatException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void readsWhatTheWriterWrites() throws Exception {
        RandomPackets random = new RandomPackets(7);
        for (int i = 0; i < 20_000; i++) {
            Packet packet = random.next();
            byte[] message = writer.write(packet);
            assertThat(message[0]).isEqualTo(PacketProto.FIRST_BYTE);
            assertThat(reader.read(message)).isEqualTo(packet);
            assertThat(any.read(message)).isEqualTo(packet);
        }
    }

    @Test
    void theFirstByteTellsTheFormat() throws Exception {
        byte[] json = new PacketJsonWriter().write(PACKET);
        byte[] spaced = (" \t\r\n" + new String(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        assertThat(List.of(any.read(json), any.read(spaced), any.read(writer.write(PACKET))))
                .containsOnly(PACKET);
        assertThat("{ \t\r\n\"[-0123456789tfn\ufeff".getBytes(StandardCharsets.UTF_8))
                .doesNotContain(PacketProto.FIRST_BYTE);
        assertThatThrownBy(() -> any.read(null)).hasMessage("the message is empty");
        assertThatThrownBy(() -> any.read(new byte[0])).hasMessageContaining("not a JSON");
        assertThatThrownBy(() -> any.read("no JSON".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("not a JSON packet");
    }

    @Test
    void aPacketThatIsLargerThanTheWritersBufferIsWrittenWhole() throws Exception {
        Packet large = TestPacket.udp("::1", 1, "::2", 2)
                .with(p -> p.answers = Collections.nCopies(8, new AddressName(p.src, "🐪".repeat(120))))
                .build();
        byte[] message = writer.write(TestPacket.udp("::1", 1, "::2", 2)
                .with(p -> p.answers = Collections.nCopies(100, new AddressName(p.src, "n".repeat(255))))
                .build());
        assertThat(message.length).isGreaterThan(25_500);
        assertThat(reader.read(message).answers()).hasSize(AddressName.MOST_OF_A_PACKET);
        assertThat(reader.read(writer.write(large))).isEqualTo(large);
    }

    @Test
    void ignoresFieldsOfNewerWriters() throws Exception {
        assertThat(reader.read(with(27, varint(5)))).isEqualTo(PACKET);
        assertThat(reader.read(with(2000, text("new")))).isEqualTo(PACKET);
        assertThat(reader.read(
                        with(99, Field.newBuilder().addFixed32(1).addFixed64(2).build())))
                .isEqualTo(PACKET);
        Packet tcp = reader.read(with(PacketProto.TCP, part(9, varint(1))));
        assertThat(tcp.tcp()).isEqualTo(new Packet.Tcp(0, 0, 0, 0, 0));
    }

    @Test
    void refusesAFieldOfAnotherType() throws Exception {
        assertRefused(with(PacketProto.SIZE, text("60")), "field 9 has another type than in packet.proto");
        assertRefused(with(PacketProto.ICMP, part(2, text("x"))), "field 2 of icmp has another type");
    }

    @Test
    void refusesWhatIsMissing() throws Exception {
        assertRefused(with(PacketProto.IP_VERSION, null), "ip.version is not the version of ip.src and ip.dst");
        assertRefused(with(PacketProto.SRC_IP, null), "ip.src or ip.dst is missing");
        assertRefused(with(PacketProto.TIMESTAMP_NANOS, null), "timestamp is missing");
        assertRefused(with(PacketProto.SIZE, null), "size is missing");
        assertRefused(with(PacketProto.ANSWERS, part(2, text("a"))), "ip or name of an answer is missing");
        assertRefused(with(PacketProto.TUNNEL, part(2, varint(4))), "tunnel.type is missing");
    }

    @Test
    void takesTheSameStandInsAsForJson() throws Exception {
        assertThat(reader.read(with(PacketProto.TRANSPORT, null)).transport()).isEqualTo("UDP");
        assertThat(reader.read(with(PacketProto.PROTOCOL, null)).protocol()).isEqualTo("UDP");
        assertThat(reader.read(with(PacketProto.LENGTH, null)).length()).isEqualTo(PACKET.size());
        assertThat(reader.read(with(PacketProto.PROBE, null)).probe()).isEqualTo("unknown");
        assertThat(reader.read(with(PacketProto.TTL, null)).ttl()).isEqualTo(-1);
        assertThat(reader.read(with(PacketProto.SRC_PORT, null)).srcPort()).isEqualTo(Packet.NO_PORT);
    }

    @Test
    void refusesNumbersThatAreOutOfRange() throws Exception {
        assertRefused(with(PacketProto.SIZE, varint(Packet.MOST_SIZE + 1)), "size is 1048577, not between 0");
        assertRefused(with(PacketProto.SRC_PORT, varint(65_536)), "port.src");
        assertRefused(with(PacketProto.DST_PORT, varint(-1)), "port.dst is 18446744073709551615");
        assertRefused(with(PacketProto.TTL, varint(256)), "ip.ttl");
        assertRefused(with(PacketProto.LENGTH, varint(1L << 31)), "length");
        assertRefused(with(PacketProto.VLAN, varint(4096)), "vlan");
        assertRefused(with(PacketProto.MPLS, varint(1 << 20)), "mpls");
        assertRefused(with(PacketProto.TCP, part(PacketProto.TCP_FLAGS, varint(256))), "tcp.flags");
        assertRefused(with(PacketProto.ICMP, part(PacketProto.ICMP_CODE, varint(256))), "icmp.code");
        assertRefused(with(PacketProto.FRAGMENT, part(PacketProto.FRAGMENT_ID, varint(1L << 32))), "fragment.id");
        Field negative = Field.newBuilder().addFixed64(-1).build();
        assertRefused(with(PacketProto.TIMESTAMP_NANOS, negative), "timestamp is not between 1970 and 2262");
    }

    @Test
    void refusesAddressesOfAnotherLength() throws Exception {
        assertRefused(with(PacketProto.SRC_IP, bytes(new byte[5])), "ip.src has neither 4 nor 16 bytes");
        assertRefused(with(PacketProto.SRC_IP, bytes(new byte[16])), "different IP versions");
        assertRefused(with(PacketProto.IP_VERSION, varint(6)), "ip.version is not the version");
        assertRefused(with(PacketProto.SRC_MAC, bytes(new byte[8])), "mac.src does not have 6 bytes");
    }

    @Test
    void refusesTextsThatJsonWouldRefuse() throws Exception {
        assertRefused(with(PacketProto.NAME, text("n".repeat(256))), "name is longer than 255 characters");
        assertRefused(with(PacketProto.NAME, text("ü".repeat(256))), "name is longer than 255 characters");
        assertRefused(with(PacketProto.PROTOCOL, text("p".repeat(65))), "protocol is longer than 64 characters");
        assertRefused(with(PacketProto.NAME, bytes((byte) 0xc3, (byte) 0x28)), "name is not UTF-8");
        byte[] halfPair = {(byte) 0xed, (byte) 0xa0, (byte) 0x80};
        assertRefused(with(PacketProto.PROBE, bytes(halfPair)), "probe is not UTF-8");
        assertThat(reader.read(with(PacketProto.NAME, text("ü".repeat(255)))).name())
                .hasSize(255);
    }

    @Test
    void cleansTextsAsForJson() throws Exception {
        assertThat(reader.read(with(PacketProto.NAME, text("a\u001b[31m\u0000b")))
                        .name())
                .isEqualTo("a?[31m?b");
        assertThat(reader.read(with(PacketProto.PROBE, text("ü\u202e"))).probe())
                .isEqualTo("ü?");
    }

    @Test
    void keepsAsManyTagsAndAnswersAsForJson() throws Exception {
        Field.Builder vlans = Field.newBuilder();
        for (int id = 0; id < 40; id++) {
            vlans.addVarint(id);
        }
        List<Integer> kept = reader.read(with(PacketProto.VLAN, vlans.build())).vlan();
        assertThat(kept).hasSize(Packet.MOST_TAGS).startsWith(0, 1).endsWith(15);
        byte[] packed = new byte[40];
        Arrays.fill(packed, (byte) 9);
        assertThat(reader.read(with(PacketProto.MPLS, bytes(packed))).mpls())
                .hasSize(Packet.MOST_TAGS)
                .containsOnly(9);
    }

    @Test
    void refusesEveryCutInTheMiddleOfAField() throws Exception {
        byte[] whole = writer.write(PACKET);
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                assertThat(reader.read(cut).src()).isEqualTo(PACKET.src());
            } catch (PacketFormatException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertRefused(Arrays.copyOf(whole, 20), "not a Protobuf packet: ");
    }

    @Test
    void refusesDeepGroupsAndLargeMessages() throws Exception {
        byte[] groups = new byte[900_000];
        Arrays.fill(groups, (byte) (15 << 3 | 3));
        groups[0] = PacketProto.FIRST_BYTE;
        groups[1] = 4;
        assertRefused(groups, "field 15 has another type");
        byte[] unknown = new byte[900_002];
        CodedOutputStream out = CodedOutputStream.newInstance(unknown);
        out.writeUInt32(PacketProto.IP_VERSION, 4);
        while (out.spaceLeft() >= 2) {
            out.writeTag(100, 3);
        }
        assertRefused(unknown, "not a Protobuf packet: ");
        assertRefused(new byte[(1 << 20) + 1], "the message has 1048577 bytes");
    }
}
