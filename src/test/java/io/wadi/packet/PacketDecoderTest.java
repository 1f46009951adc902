package io.wadi.packet;

import static io.wadi.packet.Decoding.cut;
import static io.wadi.packet.Decoding.outcome;
import static io.wadi.packet.Decoding.packet;
import static io.wadi.packet.FrameBuilder.DST;
import static io.wadi.packet.FrameBuilder.IPV4;
import static io.wadi.packet.FrameBuilder.IPV6;
import static io.wadi.packet.FrameBuilder.SRC;
import static io.wadi.packet.FrameBuilder.TCP;
import static io.wadi.packet.FrameBuilder.UDP;
import static io.wadi.packet.FrameBuilder.ascii;
import static io.wadi.packet.FrameBuilder.ethernet;
import static io.wadi.packet.FrameBuilder.hex;
import static io.wadi.packet.FrameBuilder.ipv4;
import static io.wadi.packet.FrameBuilder.ipv6;
import static io.wadi.packet.FrameBuilder.join;
import static io.wadi.packet.FrameBuilder.plainUdp;
import static io.wadi.packet.FrameBuilder.tcp;
import static io.wadi.packet.FrameBuilder.udp;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketDecoderTest {

    private static final int MORE_FRAGMENTS = 0x2000;

    private final PacketDecoder decoder = new PacketDecoder("host/eth0");

    @Test
    void tellsAllThatAFramesHeadersSay() {
        byte[] frame = ethernet(IPV4, ipv4(TCP, tcp(40001, 50001, 0x18, ascii("payload"))));
        assertThat(decoder.decode(1, frame, 0, frame.length, frame.length, 1_710_000_000_123_456_789L))
                .isEqualTo(Outcome.DECODED);
        assertThat(decoder.packet())
                .isEqualTo(new Packet(
                        1_710_000_000_123_456_789L,
                        61,
                        61,
                        "Ethernet",
                        SRC,
                        DST,
                        FrameBuilder.TTL,
                        47,
                        "TCP",
                        "TCP",
                        40001,
                        50001,
                        new Packet.Tcp(0x18, 7, 9, 512, 7),
                        null,
                        null,
                        List.of(),
                        List.of(),
                        FrameBuilder.MAC_SRC,
                        FrameBuilder.MAC_DST,
                        null,
                        null,
                        false,
                        List.of(),
                        new CommunityId().of(TCP, SRC, DST, 40001, 50001),
                        "host/eth0"));
    }

    @Test
    void readsOnlyItsWindowOfTheBuffer() {
        byte[] frame = plainUdp();
        byte[] buffer = join("ff ff ff", frame, "ff ff ff");
        assertThat(decoder.decode(1, buffer, 3, frame.length, frame.length, 0)).isEqualTo(Outcome.DECODED);
        Packet within = decoder.packet();
        decoder.decode(1, frame, 0, frame.length, frame.length, 0);
        assertThat(within).isEqualTo(decoder.packet());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 60, REJECTED_EMPTY",
        "147, 0, 0, 60, REJECTED_EMPTY",
        "1, 0, 47, 46, REJECTED_LENGTH",
        "1, 0, -1, 60, REJECTED_LENGTH",
        "1, 0, 20, -1, REJECTED_LENGTH",
        "1, -1, 20, 20, REJECTED_LENGTH",
        "1, 40, 20, 20, REJECTED_LENGTH",
        "1, 2147483647, 20, 20, REJECTED_LENGTH",
        "147, 0, 47, 47, REJECTED_LINK_TYPE",
        "-1, 0, 47, 47, REJECTED_LINK_TYPE",
        "100000, 0, 47, 47, REJECTED_LINK_TYPE",
        "1, 0, 10, 47, REJECTED_TRUNCATED",
        "1, 0, 33, 47, REJECTED_TRUNCATED",
        "1, 0, 34, 47, DECODED",
        "1, 0, 47, 0, DECODED",
    })
    void givesEachFrameItsOutcome(int linkType, int offset, int captured, int length, Outcome expected) {
        assertThat(decoder.decode(linkType, plainUdp(), offset, captured, length, 0))
                .isEqualTo(expected);
        assertThat(decoder.packet() != null).isEqualTo(expected == Outcome.DECODED);
    }

    @Test
    void refusesTimesBeforeTheEpoch() {
        byte[] frame = plainUdp();
        assertThat(decoder.decode(1, frame, 0, frame.length, frame.length, -1)).isEqualTo(Outcome.REJECTED_TIMESTAMP);
    }

    @Test
    void forgetsThePacketBefore() {
        byte[] frame = plainUdp();
        decoder.decode(1, frame, 0, frame.length, frame.length, 0);
        decoder.decode(1, frame, 0, 5, frame.length, 0);
        assertThat(decoder.packet()).isNull();
    }

    @Test
    void takesTheCapturedLengthWhereTheWireLengthIsUnknown() {
        byte[] frame = plainUdp();
        decoder.decode(1, frame, 0, frame.length, 0, 0);
        assertThat(decoder.packet().length()).isEqualTo(frame.length);
    }

    @ParameterizedTest
    @CsvSource({
        "0806, 0001080006040001, SKIPPED",
        "88cc, 0207040102030405, SKIPPED",
        "0800, 55000014000000004006000001020304, REJECTED_TRUNCATED",
        "0800, 5500001400000000400600000102030405060708, REJECTED_MALFORMED",
        "0800, 4400001400000000400600000102030405060708, REJECTED_MALFORMED",
        "0800, 4500001300000000400600000102030405060708, REJECTED_MALFORMED",
        "0800, 4600001400000000400600000102030405060708, REJECTED_TRUNCATED",
        "86dd, 4500001400000000400600000102030405060708, REJECTED_TRUNCATED",
    })
    void tellsBadIpFromNoIp(String etherType, String content, Outcome expected) {
        byte[] frame = ethernet(Integer.parseInt(etherType, 16), hex(content));
        assertThat(outcome(Decoding.ETHERNET, frame)).isEqualTo(expected);
    }

    @Test
    void refusesIpv6HeadersOfAnotherVersion() {
        byte[] packet = ipv6(UDP, new byte[8]);
        packet[0] = 0x45;
        assertThat(outcome(Decoding.ETHERNET, ethernet(IPV6, packet))).isEqualTo(Outcome.REJECTED_MALFORMED);
    }

    @Test
    void keepsAPacketWhoseTransportHeaderIsCut() {
        byte[] frame = ethernet(IPV4, ipv4(TCP, tcp(1, 2, 2, new byte[0])));
        assertThat(cut(frame, 14 + 20)).returns("TCP", Packet::transport).returns(Packet.NO_PORT, Packet::srcPort);
        assertThat(cut(frame, 14 + 20 + 3).srcPort()).isEqualTo(Packet.NO_PORT);
        assertThat(cut(frame, 14 + 20 + 4)).returns(1, Packet::srcPort).returns(null, Packet::tcp);
        assertThat(cut(frame, 14 + 20 + 20).tcp()).isNotNull();
    }

    @Test
    void passesOverPaddingAndTrailers() {
        byte[] frame = join(ethernet(IPV4, ipv4(TCP, tcp(1, 2, 2, new byte[0]))), new byte[6]);
        assertThat(packet(frame)).returns(40, Packet::size).returns(0, p -> p.tcp()
                .payload());
    }

    @Test
    void countsPayloadThatTheCaptureLeftOut() {
        byte[] frame = ethernet(IPV4, ipv4(TCP, tcp(1, 2, 0x10, new byte[1000])));
        assertThat(cut(frame, 64)).returns(1040, Packet::size).returns(1000, p -> p.tcp()
                .payload());
    }

    @Test
    void takesTheWireLengthWhereSegmentationOffloadLeftNoTotalLength() {
        byte[] packet = ipv4(TCP, tcp(1, 2, 0x10, new byte[3000]));
        packet[2] = 0;
        packet[3] = 0;
        assertThat(packet(ethernet(IPV4, packet))).returns(3040, Packet::size).returns(3000, p -> p.tcp()
                .payload());
    }

    @Test
    void rejectsAnOffloadedPacketThatIsLargerThanAnyCanBe() {
        byte[] packet = ipv4(TCP, tcp(1, 2, 0x10, new byte[100]));
        packet[2] = 0;
        packet[3] = 0;
        byte[] frame = ethernet(IPV4, packet);
        int largest = Packet.MOST_SIZE + frame.length - packet.length;
        assertThat(decoder.decode(1, frame, 0, frame.length, largest, 0)).isEqualTo(Outcome.DECODED);
        assertThat(decoder.decode(1, frame, 0, frame.length, largest + 1, 0)).isEqualTo(Outcome.REJECTED_MALFORMED);
    }

    @Test
    void readsBehindIpv4Options() {
        byte[] packet = join("46 00 0020 0000 0000 40 11 0000 c0000201 c6336402 94040000", udp(7, 8, new byte[0]));
        assertThat(packet(ethernet(IPV4, packet)))
                .returns(7, Packet::srcPort)
                .returns(8, Packet::dstPort)
                .returns(32, Packet::size);
    }

    @Test
    void givesPortsToTheFirstFragmentOnly() {
        byte[] content = udp(7, 8, new byte[24]);
        Packet first = packet(ethernet(IPV4, ipv4(SRC, DST, UDP, MORE_FRAGMENTS, content)));
        Packet later = packet(ethernet(IPV4, ipv4(SRC, DST, UDP, 4, content)));
        assertThat(first).returns(7, Packet::srcPort).returns(new Packet.Fragment(0x1234, 0, true), Packet::fragment);
        assertThat(later)
                .returns(Packet.NO_PORT, Packet::srcPort)
                .returns("UDP", Packet::protocol)
                .returns(new Packet.Fragment(0x1234, 32, false), Packet::fragment)
                .returns(new CommunityId().of(UDP, SRC, DST, Packet.NO_PORT, Packet.NO_PORT), Packet::flow);
    }

    @ParameterizedTest
    @CsvSource({"1, ICMP, 0800", "58, ICMPv6, 8100"})
    void readsIcmpKinds(int protocol, String name, String kind) {
        Packet packet = packet(ethernet(IPV4, ipv4(protocol, hex(kind + "00000000"))));
        assertThat(packet)
                .returns(name, Packet::protocol)
                .returns(new Packet.Icmp(Integer.parseInt(kind.substring(0, 2), 16), 0), Packet::icmp)
                .returns(Packet.NO_PORT, Packet::dstPort);
    }

    @ParameterizedTest
    @CsvSource({"33, DCCP", "132, SCTP", "136, UDP-Lite"})
    void readsPortsOfOtherTransports(int protocol, String name) {
        Packet packet = packet(ethernet(IPV4, ipv4(protocol, hex("0016 0050 0000 0000 0000 0000"))));
        assertThat(packet)
                .returns(name, Packet::transport)
                .returns(22, Packet::srcPort)
                .returns(80, Packet::dstPort);
    }

    @Test
    void survivesATcpHeaderThatContradictsItself() {
        byte[] segment = tcp(1, 2, 0x10, ascii("abc"));
        segment[12] = 0;
        assertThat(packet(ethernet(IPV4, ipv4(TCP, segment))).tcp().payload()).isEqualTo(3);
        segment[12] = (byte) 0xf0;
        assertThat(packet(ethernet(IPV4, ipv4(TCP, segment))).tcp().payload()).isZero();
    }

    @Test
    void namesApplicationProtocolAndPeer() {
        byte[] query = hex("1234 0100 0001 0000 0000 0000 07 4578416d706c65 03 4f5247 00 0001 0001");
        Packet packet = packet(ethernet(IPV4, ipv4(UDP, udp(53124, 53, query))));
        assertThat(packet).returns("DNS", Packet::protocol).returns("example.org", Packet::name);
    }

    @Test
    void leavesNothingOfOneFrameToTheNext() {
        byte[] tagged = ethernet(0x8100, FrameBuilder.tag(5, IPV4, ipv4(TCP, tcp(1, 2, 2, new byte[0]))));
        byte[] raw = ipv4(UDP, Arrays.copyOf(udp(7, 8, new byte[0]), 8));
        decoder.decode(1, tagged, 0, tagged.length, tagged.length, 0);
        decoder.decode(Decoding.RAW, raw, 0, raw.length, raw.length, 0);
        assertThat(decoder.packet())
                .returns(List.of(), Packet::vlan)
                .returns(null, Packet::tcp)
                .returns(Packet.NO_MAC, Packet::macSrc)
                .returns("Raw IP", Packet::type);
    }
}
