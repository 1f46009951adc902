package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.packet.RandomPackets;
import io.wadi.packet.TestPacket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/packet.proto} against writer and reader. */
class PacketProtoSchemaTest {

    private final PacketProtoWriter writer = new PacketProtoWriter();
    private final PacketProtoReader reader = new PacketProtoReader();

    /** A packet with every field. */
    private static Packet fullest() {
        return TestPacket.tcp("2001:db8::1", 53_124, "2001:db8::2", 443, 0x18)
                .vlans(7, 4095)
                .protocol("TLS", "example.org")
                .with(p -> {
                    p.addMpls(24_001);
                    p.macSrc = 0x0200_0000_0001L;
                    p.macDst = 0xffff_ffff_ffffL;
                    p.icmp = new Packet.Icmp(3, 255);
                    p.fragment = new Packet.Fragment(0xffff_ffffL, 65_528, true, 1, 65_535);
                    p.proxied = true;
                    IpAddress inner = IpAddress.parse("10.1.0.1");
                    p.tunnel = new Packet.Tunnel("VXLAN", 42, inner, p.dst, 5, 6, "DNS");
                    p.answers = List.of(new AddressName(inner, "a.example"), new AddressName(p.src, "b.example"));
                })
                .build();
    }

    @Test
    void everyFieldOfTheSchemaIsWritten() throws Exception {
        DynamicMessage message = DynamicMessage.parseFrom(ProtoSchema.packet(), writer.write(fullest()));
        assertHasEveryField(message);
    }

    private static void assertHasEveryField(DynamicMessage message) {
        Descriptor type = message.getDescriptorForType();
        assertThat(message.getAllFields().keySet()).containsExactlyElementsOf(type.getFields());
        assertThat(message.getUnknownFields().asMap()).isEmpty();
        message.getAllFields().values().stream()
                .flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.of(value))
                .filter(DynamicMessage.class::isInstance)
                .forEach(part -> assertHasEveryField((DynamicMessage) part));
    }

    @Test
    void fieldsMeanWhatTheSchemaSays() throws Exception {
        DynamicMessage message = DynamicMessage.parseFrom(ProtoSchema.packet(), writer.write(fullest()));
        Map<String, Object> expected = Map.of(
                "ip_version",
                6,
                "timestamp_nanos",
                TestPacket.NANOS,
                "src_port",
                53_124,
                "protocol",
                "TLS",
                "dst_mac",
                ByteString.copyFrom(new byte[] {-1, -1, -1, -1, -1, -1}),
                "src_mac",
                ByteString.copyFrom(new byte[] {2, 0, 0, 0, 0, 1}),
                "src_ip",
                ByteString.copyFrom(IpAddress.parse("2001:db8::1").toBytes()),
                "vlan",
                List.of(7, 4095),
                "proxied",
                true,
                "flow",
                "1:LQU9qZlK+B5F3KDmev6m5PMibrg=");
        expected.forEach(
                (name, value) -> assertThat(field(message, name)).as(name).isEqualTo(value));
        DynamicMessage tunnel = (DynamicMessage) field(message, "tunnel");
        assertThat(field(tunnel, "src_ip")).isEqualTo(ByteString.copyFrom(new byte[] {10, 1, 0, 1}));
        assertThat(field(tunnel, "id")).isEqualTo(42L);
        DynamicMessage fragment = (DynamicMessage) field(message, "fragment");
        assertThat(Integer.toUnsignedLong((int) field(fragment, "id"))).isEqualTo(0xffff_ffffL);
        DynamicMessage tcp = (DynamicMessage) field(message, "tcp");
        assertThat(field(tcp, "flags")).isEqualTo(0x18);
    }

    private static Object field(DynamicMessage message, String name) {
        FieldDescriptor field = message.getDescriptorForType().findFieldByName(name);
        return message.getField(field);
    }

    @Test
    void readsWhatALibraryWrites() throws Exception {
        Descriptor schema = ProtoSchema.packet();
        RandomPackets random = new RandomPackets(18);
        List<Packet> packets = new ArrayList<>(List.of(fullest()));
        Stream.generate(random::next).limit(500).forEach(packets::add);
        for (Packet packet : packets) {
            byte[] written = writer.write(packet);
            byte[] again = DynamicMessage.parseFrom(schema, written).toByteArray();
            assertThat(PacketProto.is(again)).isTrue();
            assertThat(reader.read(again)).isEqualTo(packet);
        }
    }

    @Test
    void aRecordOfSeveralPacketsIsTheMessageOfTheSchema() throws Exception {
        RandomPackets random = new RandomPackets(19);
        List<Packet> packets = Stream.generate(random::next)
                .filter(packet -> packet.flow() != null)
                .limit(40)
                .toList();
        byte[] record = new PacketPacker(40).pack(packets, 1).get(0).value();
        DynamicMessage message = DynamicMessage.parseFrom(ProtoSchema.message("Packets"), record);
        assertHasEveryFieldOf(message, 40);
        List<Packet> read = new ArrayList<>();
        assertThat(new PacketRecordReader().read(message.toByteArray(), Attempt.ALL, read))
                .isEmpty();
        assertThat(read).isEqualTo(packets);
    }

    private static void assertHasEveryFieldOf(DynamicMessage record, int packets) {
        assertThat(record.getUnknownFields().asMap()).isEmpty();
        assertThat((List<?>) field(record, "packets")).hasSize(packets);
    }

    @Test
    void everyFieldHasAComment() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("docs", "packet.proto"));
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).matches("\\s*(optional |repeated )?\\w+ \\w+ = \\d+;")) {
                assertThat(lines.get(i - 1).strip()).as(lines.get(i)).startsWith("//");
            }
        }
    }
}
