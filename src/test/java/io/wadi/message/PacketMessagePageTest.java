package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Packet;
import io.wadi.packet.RandomPackets;
import io.wadi.packet.TestPacket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/packet-messages.md} against the messages. */
class PacketMessagePageTest {

    @Test
    void describesEveryField() throws Exception {
        MessageTable table = MessageTable.of("packet-messages.md");
        PacketJsonWriter writer = new PacketJsonWriter();
        RandomPackets random = new RandomPackets(20_261_128);
        List<byte[]> messages = new ArrayList<>(List.of(writer.write(fullest())));
        Stream.generate(random::next).limit(200).map(writer::write).forEach(messages::add);
        table.describes(messages);
        table.isNeverWithout(writer.write(TestPacket.udp("192.0.2.1", Packet.NO_PORT, "192.0.2.2", Packet.NO_PORT)
                .with(packet -> packet.ttl = -1)
                .build()));
    }

    /** A packet with what random ones do not have, because readers do not read it. */
    private static Packet fullest() {
        Packet plain = TestPacket.udp("192.0.2.1", 4789, "192.0.2.2", 4789)
                .with(packet -> packet.addMpls(24_001))
                .build();
        return new Packet(
                plain.timestampNanos(),
                plain.length(),
                plain.captured(),
                plain.type(),
                plain.src(),
                plain.dst(),
                plain.ttl(),
                plain.size(),
                plain.transport(),
                plain.protocol(),
                plain.srcPort(),
                plain.dstPort(),
                null,
                null,
                null,
                plain.vlan(),
                plain.mpls(),
                0x0200_0000_0001L,
                0x0200_0000_0002L,
                new Packet.Tunnel("VXLAN", 42, plain.dst(), plain.src(), 53_124, 443, "TLS"),
                null,
                false,
                plain.answers(),
                plain.flow(),
                plain.probe());
    }

    @Test
    void itsExampleIsWhatTheWriterWrites() throws Exception {
        String example = Files.readString(Path.of("docs", "packet-messages.md"))
                .lines()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .collect(Collectors.joining());
        Packet packet = new PacketJsonReader().read(example.getBytes(StandardCharsets.UTF_8));
        String withoutMacs = example.replaceFirst("\"mac\":\\{[^}]*},", "");
        assertThat(new String(new PacketJsonWriter().write(packet), StandardCharsets.UTF_8))
                .isEqualTo(withoutMacs);
    }
}
