package io.wadi.packet;

import static io.wadi.packet.Decoding.outcome;
import static io.wadi.packet.Decoding.packet;
import static io.wadi.packet.FrameBuilder.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Encapsulations.Sample;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EncapsulationsTest {

    static Stream<Sample> shims() {
        return Stream.concat(Encapsulations.tags().stream(), Encapsulations.linkLayers().stream());
    }

    static Stream<Sample> tunnels() {
        return Encapsulations.tunnels().stream();
    }

    static Stream<Sample> all() {
        return Stream.concat(shims(), tunnels());
    }

    @ParameterizedTest
    @MethodSource("shims")
    void findsThePacketBehindTagsAndLinkLayers(Sample sample) {
        assertThat(packet(sample.linkType(), sample.bytes()))
                .returns(Encapsulations.INNER_SRC, Packet::src)
                .returns(Encapsulations.INNER_DST, Packet::dst)
                .returns(Encapsulations.V4.length, Packet::size)
                .returns(50000, Packet::dstPort)
                .returns(null, Packet::tunnel);
    }

    @ParameterizedTest
    @MethodSource("tunnels")
    void findsThePacketInTunnels(Sample sample) {
        assertThat(packet(sample.linkType(), sample.bytes()).tunnel())
                .isNotNull()
                .returns(Encapsulations.INNER_SRC, Packet.Tunnel::src)
                .returns(50000, Packet.Tunnel::dstPort)
                .returns("UDP", Packet.Tunnel::protocol);
    }

    /** No length of the captured bytes is read wrongly: what is cut is rejected or skipped, or has no inner packet. */
    @ParameterizedTest
    @MethodSource("all")
    void isCutAnywhere(Sample sample) {
        for (int captured = 1; captured < sample.bytes().length; captured++) {
            PacketDecoder decoder = new PacketDecoder("test/file");
            byte[] cut = Arrays.copyOf(sample.bytes(), captured);
            decoder.decode(sample.linkType(), cut, 0, captured, sample.bytes().length, 0);
            Packet packet = decoder.packet();
            if (packet != null) {
                assertThat(packet.src().toString()).as("%d bytes", captured).matches("192.0.2.10|203.0.113.1");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "88e5 0c 00 00000001 0800 4500, MACsec",
        "88e5 2c 00 00000001 0200000000010001 1234 5678, MACsec",
        "894f 0fc2 02 07 00000123 0000, NSH next protocol 7",
        "894f 0fc0 02 01 00000123 0000, NSH",
        "0806 0001, ARP",
        "88cc 0207, LLDP",
        "8926 8065 0000 0806 0001, ARP",
        "1234 0000, 0x1234",
        "0027 424203 0000, STP",
        "0027 aaaa03 00000c 2000 02b4, CDP",
        "0027 aaaa03 00000c 9999 02b4, SNAP 0x00000c 0x9999",
        "0027 181803, LLC 0x18",
        "8863 1109 0000 0000, PPPoE discovery",
        "8864 1100 0001 0004 c021 0101, PPP LCP",
        "8847 00064140 00000000 0000, MPLS",
    })
    void namesWhatIsSkipped(String frame, String kind) {
        assertThat(skipped(1, join("020000000002 020000000001", frame))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00000007 0000, address family 7",
        "7, 0102 d5 00 0001 0001, ARCnet",
        "105, 8000 0000 020000000002 020000000001 020000000003 1000, 802.11 management",
        "105, d400 0000 020000000002, 802.11 control",
        "105, 4801 0000 020000000002 020000000001 020000000003 1000, 802.11 without data",
        "105, 0841 0000 020000000002 020000000001 020000000003 1000, 802.11 encrypted",
        "105, 0801 0000 020000000002 020000000001 020000000003 1100, 802.11 fragment",
        "113, 0004 0338 0000 0000000000000000 0000 00000000, Netlink",
        "258, 6c000000 02000000 01000000, PKTAP",
    })
    void namesWhatIsSkippedOnOtherLinkLayers(int linkType, String frame, String kind) {
        assertThat(skipped(linkType, FrameBuilder.hex(frame))).isEqualTo(kind);
    }

    private static String skipped(int linkType, byte[] frame) {
        PacketDecoder decoder = new PacketDecoder("test/file");
        assertThat(decoder.decode(linkType, frame, 0, frame.length, frame.length, 0))
                .isEqualTo(Outcome.SKIPPED);
        SkippedKinds kinds = new SkippedKinds();
        kinds.add(decoder.skippedKind(), 1);
        return kinds.byName().keySet().iterator().next();
    }

    @Test
    void endsChainsOfTagsThatDoNotEnd() {
        for (String tag : new String[] {"8926 80650000", "8909 01010001 0005", "8100 0001", "892f 0040 0001"}) {
            byte[] chain = join("020000000002 020000000001", tag.repeat(1000), "0800", Encapsulations.V4);
            assertThat(outcome(1, chain)).as(tag).isEqualTo(Outcome.SKIPPED);
        }
        String customer = "88e7 00000123 020000000012 020000000011";
        assertThat(outcome(1, join("020000000002 020000000001", customer.repeat(1000))))
                .isEqualTo(Outcome.SKIPPED);
        assertThat(outcome(1, join("020000000002 020000000001", "894f", "0fc2 02 04 00000123".repeat(1000))))
                .isEqualTo(Outcome.SKIPPED);
        assertThat(outcome(258, FrameBuilder.hex("0c000000 01000000 02010000".repeat(1000))))
                .isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void decodesEachFrameOfAnAggregate() {
        byte[] subframe = join("020000000001 020000000002 002a aaaa03 000000 0800", Encapsulations.V4);
        byte[] arp = join("020000000001 020000000004 0008 aaaa03 000000 0806 0000");
        byte[] lying = join("020000000001 020000000002 ffff aaaa03 000000 0800", Encapsulations.V4);
        String header = "8801 0000 020000000002 020000000001 020000000003 1000 8000";
        byte[] aggregate = join(header, subframe, arp, subframe, lying);
        PacketDecoder decoder = new PacketDecoder("test/file");
        assertThat(decoder.decode(105, aggregate, 0, aggregate.length, aggregate.length, 7))
                .isEqualTo(Outcome.DECODED);
        assertThat(decoder.packet()).returns(0x020000000002L, Packet::macSrc).returns(7L, Packet::timestampNanos);
        assertThat(decoder.hasFurther()).isTrue();
        assertThat(decoder.decodeFurther()).isEqualTo(Outcome.SKIPPED);
        assertThat(decoder.packet()).isNull();
        assertThat(decoder.decodeFurther()).isEqualTo(Outcome.DECODED);
        assertThat(decoder.packet())
                .returns(Encapsulations.V4.length, Packet::size)
                .returns("IEEE 802.11", Packet::type)
                .returns(aggregate.length, Packet::length)
                .returns(7L, Packet::timestampNanos);
        assertThat(decoder.decodeFurther()).isEqualTo(Outcome.DECODED);
        assertThat(decoder.packet().size()).isEqualTo(Encapsulations.V4.length);
        assertThat(decoder.hasFurther()).isFalse();
    }
}
