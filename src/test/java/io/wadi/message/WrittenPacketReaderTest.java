package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.packet.PacketBuilder;
import io.wadi.packet.RandomPackets;
import io.wadi.packet.TestPacket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenPacketReaderTest {

    private static final String ALL_DETAILS = "{\"ip\":{\"src\":\"2001:db8::1\",\"dst\":\"ff02::1\",\"version\":6},"
            + "\"protocol\":\"mDNS\",\"transport\":\"UDP\",\"size\":1048576,\"port\":{\"src\":0,\"dst\":65535},"
            + "\"type\":\"Raw IP\",\"timestamp\":0.000000001,\"length\":2147483647,\"captured\":0,"
            + "\"fragment\":{\"id\":4294967295,\"offset\":65528,\"more\":false,\"port\":{\"src\":1,\"dst\":2}},"
            + "\"vlan\":[0,4095],\"mpls\":[1048575,16],"
            + "\"mac\":{\"src\":\"00:00:5e:00:53:01\",\"dst\":\"ff:ff:ff:ff:ff:ff\"},"
            + "\"tunnel\":{\"type\":\"VXLAN\",\"id\":77,\"src\":\"10.0.0.1\",\"dst\":\"10.0.0.2\","
            + "\"port\":{\"src\":5,\"dst\":6},\"protocol\":\"TCP\"},"
            + "\"name\":\"a.example\",\"proxied\":true,\"answers\":[{\"ip\":\"::7\",\"name\":\"b.example\"},"
            + "{\"ip\":\"192.0.2.7\",\"name\":\"c.example\"}],\"flow\":\"1:x\",\"probe\":\"p\"}";

    private final PacketJsonReader reader = new PacketJsonReader();
    private final WrittenPacketReader written = new WrittenPacketReader();
    private final BothWays<Packet> ways = new BothWays<>(reader::read, new PacketJsonReader()::parse, this::isTaken);

    private boolean isTaken(byte[] message) {
        PacketBuilder packet = new PacketBuilder();
        packet.reset();
        return written.read(message, packet);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Seeds: what the writer writes, and a message with every field. */
    private static List<byte[]> messages() {
        PacketJsonWriter writer = new PacketJsonWriter();
        RandomPackets random = new RandomPackets(3);
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            messages.add(writer.write(random.next()));
            messages.add(bytes(ALL_DETAILS));
        }
        messages.add(
                writer.write(TestPacket.tcp("192.0.2.1", 1, "192.0.2.2", 2, 2).build()));
        messages.add(
                writer.write(TestPacket.icmp("192.0.2.1", "192.0.2.2", 8, 0).build()));
        return messages;
    }

    @Test
    void takesEveryFieldThatTheWriterWrites() {
        ways.assertTaken(bytes(ALL_DETAILS));
        PacketJsonWriter writer = new PacketJsonWriter();
        Packet tcp = TestPacket.tcp("192.0.2.1", 1, "192.0.2.2", 2, 0x12)
                .vlans(1, 2)
                .protocol("TLS", "www.example.org")
                .with(p -> p.macSrc = 0x0000_5e00_5301L)
                .with(p -> p.tunnel = new Packet.Tunnel("GRE", -1, null, null, -1, -1, null))
                .with(p -> p.answers = List.of(new AddressName(IpAddress.parse("::1"), "localhost")))
                .build();
        assertThat(isTaken(writer.write(tcp))).isTrue();
        Packet icmp = TestPacket.icmp("2001:db8::1", "2001:db8::2", 255, 255).build();
        assertThat(isTaken(writer.write(icmp))).isTrue();
        ways.assertSame(writer.write(tcp));
        ways.assertSame(writer.write(icmp));
    }

    @Test
    void readsTheWritersMessagesAsTheParserDoes() {
        PacketJsonWriter writer = new PacketJsonWriter();
        RandomPackets random = new RandomPackets(5);
        int plain = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] message = writer.write(random.next());
            ways.assertSame(message);
            if (isPlain(message)) {
                plain++;
                assertThat(isTaken(message))
                        .as(new String(message, StandardCharsets.US_ASCII))
                        .isTrue();
            }
        }
        assertThat(plain).isGreaterThan(100);
    }

    /** ASCII without escapes: the short way must take it, or it is no way for what Wadi sends. */
    private static boolean isPlain(byte[] message) {
        for (byte each : message) {
            if (each < ' ' || each == 0x7f || each == '\\') {
                return false;
            }
        }
        return true;
    }

    @Test
    void readsMutatedMessagesAsTheParserDoes() {
        ways.assertMutationsAreSame(messages(), 11);
    }

    @Test
    void leavesEveryCutToTheParser() {
        ways.assertEveryCutIsLeft(bytes(ALL_DETAILS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\":\"\u00fc\"",
                "\"name\":\"a\\u0041\"",
                "\"name\":\"a\u007fb\"",
                "\"name\":\"a\u0001b\"",
                "\"name\": \"a\"",
                "\"other\":1",
                "\"name\":null",
                "\"proxied\":1"
            })
    void leavesOtherFormsToTheParser(String field) {
        byte[] message = ALL_DETAILS
                .replace("\"name\":\"a.example\",\"proxied\":true", field)
                .getBytes(StandardCharsets.UTF_8);
        ways.assertLeft(message);
    }

    @Test
    void findsTheEndOfATextAtEveryPosition() {
        for (int length = 0; length <= 255; length++) {
            byte[] message = bytes(ALL_DETAILS
                    .replace("\"probe\":\"p\"", "\"probe\":\"" + "p".repeat(length) + "\"")
                    .replace("a.example", "n".repeat(length)));
            ways.assertTaken(message);
        }
        assertThat(isTaken(bytes(ALL_DETAILS.replace("a.example", "n".repeat(256)))))
                .isFalse();
    }

    @Test
    void readsNothingOfTheMessageBefore() throws PacketFormatException {
        ways.assertSame(bytes(ALL_DETAILS));
        Packet plain = TestPacket.udp("192.0.2.1", 1, "192.0.2.2", 2).build();
        byte[] message = new PacketJsonWriter().write(plain);
        assertThat(reader.read(message)).isEqualTo(plain);
        byte[] foreign = bytes(ALL_DETAILS.replace("\"probe\":\"p\"", "\"probe\" :\"p\""));
        ways.assertLeft(foreign);
    }

    @Test
    void aPatternHasOneToSixteenBytes() {
        assertThat(FieldPattern.of(",\"timestamps\":").isAt(bytes(",\"timestamps\":"), 0))
                .isTrue();
        assertThatThrownBy(() -> FieldPattern.of("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FieldPattern.of("a".repeat(17))).isInstanceOf(IllegalArgumentException.class);
    }
}
