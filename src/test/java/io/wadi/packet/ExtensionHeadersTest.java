package io.wadi.packet;

import static io.wadi.packet.Decoding.cut;
import static io.wadi.packet.Decoding.packet;
import static io.wadi.packet.FrameBuilder.IPV6;
import static io.wadi.packet.FrameBuilder.ethernet;
import static io.wadi.packet.FrameBuilder.ipv6;
import static io.wadi.packet.FrameBuilder.join;
import static io.wadi.packet.FrameBuilder.udp;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtensionHeadersTest {

    private static final byte[] DATAGRAM = udp(7, 8, new byte[4]);

    private static byte[] frame(int next, String extensions) {
        return ethernet(IPV6, ipv6(next, join(extensions, DATAGRAM)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "17, ''",
        "0, 1100 050200000100",
        "60, 1100 010400000000",
        "43, 1102 0401 00000000 20010db8000000000000000000000009",
        "51, 1104 0000 00000001 00000002 000000000000000000000000",
        "135, 1100 0000 00000000",
        "139, 1100 0000 00000000",
        "140, 1100 0000 00000000",
        "0, 3c00 010400000000 2b00 010400000000 1100 040000000000",
    })
    void findsTheTransportBehindExtensionHeaders(int next, String extensions) {
        byte[] frame = frame(next, extensions);
        assertThat(packet(frame))
                .returns("UDP", Packet::transport)
                .returns(7, Packet::srcPort)
                .returns(frame.length - 14, Packet::size)
                .returns(null, Packet::fragment);
    }

    @Test
    void givesPortsToTheFirstFragmentOnly() {
        assertThat(packet(frame(44, "1100 0001 89abcdef")))
                .returns(new Packet.Fragment(0x89abcdefL, 0, true), Packet::fragment)
                .returns(8, Packet::dstPort);
        assertThat(packet(frame(44, "1100 0010 89abcdef")))
                .returns(new Packet.Fragment(0x89abcdefL, 16, false), Packet::fragment)
                .returns("UDP", Packet::transport)
                .returns(Packet.NO_PORT, Packet::dstPort);
        assertThat(packet(frame(44, "3c00 0010 89abcdef")).transport()).isEqualTo("IPv6-Opts");
    }

    @Test
    void namesWhatIsLeftWhereTheChainIsCut() {
        byte[] frame = frame(0, "3c00 010400000000 1100 010400000000");
        assertThat(cut(frame, 14 + 40 + 7).transport()).isEqualTo("HOPOPT");
        assertThat(cut(frame, 14 + 40 + 8).transport()).isEqualTo("IPv6-Opts");
        assertThat(cut(frame, 14 + 40 + 16)).returns("UDP", Packet::transport).returns(Packet.NO_PORT, Packet::srcPort);
    }

    @Test
    void namesTheMessageAfterWhichNothingComes() {
        assertThat(packet(ethernet(IPV6, ipv6(59, new byte[0]))).transport()).isEqualTo("IPv6-NoNxt");
        assertThat(packet(ethernet(IPV6, ipv6(135, join("3b00 0000 00000000")))).transport())
                .isEqualTo("Mobility");
        assertThat(packet(ethernet(IPV6, ipv6(0, join("3b00 010400000000")))).transport())
                .isEqualTo("IPv6-NoNxt");
    }

    @Test
    void limitsTheLengthOfAJumbogramToTheWire() {
        byte[] content = join("1100 c204 00010008 9c40 c350 0000 0000");
        byte[] packet = ipv6(0, content);
        packet[4] = 0;
        packet[5] = 0;
        byte[] frame = ethernet(IPV6, packet);
        PacketDecoder decoder = new PacketDecoder("test/file");
        decoder.decode(1, frame, 0, frame.length, 14 + 40 + 65544, 0);
        assertThat(decoder.packet()).returns(65584, Packet::size).returns(40000, Packet::srcPort);
        decoder.decode(1, frame, 0, frame.length, frame.length, 0);
        assertThat(decoder.packet()).returns(frame.length - 14, Packet::size).returns(40000, Packet::srcPort);
        assertThat(decoder.counts().overlong()).isEqualTo(1);
    }

    @Test
    void takesALengthOfZeroForSegmentationOffload() {
        byte[] packet = ipv6(FrameBuilder.TCP, FrameBuilder.tcp(7, 8, 16, new byte[3000]));
        packet[4] = 0;
        packet[5] = 0;
        byte[] frame = ethernet(IPV6, packet);
        assertThat(packet(frame))
                .returns(packet.length, Packet::size)
                .returns(8, Packet::dstPort)
                .returns(packet.length - 60, p -> p.tcp().payload());
        byte[] empty = ethernet(IPV6, join(ipv6(59, new byte[0]), "000000000000"));
        assertThat(packet(empty)).returns(40, Packet::size);
    }

    @Test
    void rejectsASizeThatNoInterfaceHas() {
        byte[] frame = ethernet(IPV6, ipv6(17, DATAGRAM));
        frame[14 + 4] = 0;
        frame[14 + 5] = 0;
        PacketDecoder decoder = new PacketDecoder("test/file");
        assertThat(decoder.decode(1, frame, 0, frame.length, 14 + Packet.MOST_SIZE + 1, 0))
                .isEqualTo(Outcome.REJECTED_MALFORMED);
        assertThat(decoder.decode(1, frame, 0, frame.length, 14 + Packet.MOST_SIZE, 0))
                .isEqualTo(Outcome.DECODED);
    }

    @Test
    void takesWhatIsNoExtensionHeaderForOneWhereTheChainSaysSo() {
        assertThat(packet(frame(60, "3c00 010400000000".repeat(150))).transport())
                .isEqualTo("HOPOPT");
    }
}
