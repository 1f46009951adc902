package io.wadi.packet;

import static io.wadi.packet.Decoding.outcome;
import static io.wadi.packet.Decoding.packet;
import static io.wadi.packet.FrameBuilder.IPV4;
import static io.wadi.packet.FrameBuilder.IPV6;
import static io.wadi.packet.FrameBuilder.UDP;
import static io.wadi.packet.FrameBuilder.ascii;
import static io.wadi.packet.FrameBuilder.ethernet;
import static io.wadi.packet.FrameBuilder.ipv4;
import static io.wadi.packet.FrameBuilder.ipv6;
import static io.wadi.packet.FrameBuilder.join;
import static io.wadi.packet.FrameBuilder.mpls;
import static io.wadi.packet.FrameBuilder.tag;
import static io.wadi.packet.FrameBuilder.udp;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkLayersTest {

    private static final byte[] V4 = ipv4(UDP, udp(40000, 50000, ascii("four")));
    private static final byte[] V6 = ipv6(UDP, udp(40000, 50000, ascii("six")));
    private static final String SNAP_V4 = "aaaa03 000000 0800";
    private static final String WIRELESS = "020000000002 020000000001 020000000003 1000";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "0, Null, 02000000",
        "0, Null, 00000002",
        "6, Token Ring, 10 40 020000000002 020000000001 aaaa03 000000 0800",
        "6, Token Ring, 10 40 020000000002 820000000001 0610 0011 0022 aaaa03 000000 0800",
        "9, PPP, ff03 0021",
        "9, PPP, 0021",
        "9, PPP, 21",
        "10, FDDI, 50 020000000002 020000000001 aaaa03 000000 0800",
        "12, Raw IP, ''",
        "14, Raw IP, ''",
        "50, PPP, ff03 0021",
        "50, PPP, 0f00 0800",
        "51, PPP, 11 00 0005 0022 0021",
        "100, ATM, aaaa03 000000 0800",
        "101, Raw IP, ''",
        "104, Cisco HDLC, 0f00 0800",
        "107, Frame Relay, 1841 03 cc",
        "107, Frame Relay, 1841 03 00 80 000000 0800",
        "108, Loop, 00000002",
        "113, Linux SLL, 0000 0001 0006 0200000000010000 0800",
        "117, PF Log, 3d 02 0000 000000000000000000000000000000000000000000000000000000000000"
                + "000000000000000000000000000000000000000000000000000000000000",
        "166, PPP, 01 03 0021",
        "204, PPP, 00 ff03 0021",
        "205, Cisco HDLC, 00 0f00 0800",
        "228, Raw IP, ''",
        "239, NFLOG, 02 00 0005 0800 0100 08000100 0600 0a00 7000 0000",
        "276, Linux SLL2, 0800 0000 00000003 0001 00 06 0200000000010000",
    })
    void findsIpv4BehindTheHeaderOfEachLinkLayer(int linkType, String type, String header) {
        byte[] frame = linkType == 239 ? join(header, "2400 0900", V4) : join(header, V4);
        assertThat(packet(linkType, frame))
                .returns(type, Packet::type)
                .returns(FrameBuilder.SRC, Packet::src)
                .returns(32, Packet::size)
                .returns(50000, Packet::dstPort);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0, 1e000000",
        "0, 0000000a",
        "0, 18000000",
        "9, ff03 0057",
        "101, ''",
        "104, 0f00 86dd",
        "107, 1841 03 8e",
        "108, 0000001c",
        "113, 0000 0001 0006 0200000000010000 86dd",
        "229, ''",
        "276, 86dd 0000 00000003 0001 00 06 0200000000010000",
    })
    void findsIpv6BehindTheHeaderOfALinkLayer(int linkType, String header) {
        assertThat(packet(linkType, join(header, V6)))
                .returns(FrameBuilder.DST6, Packet::dst)
                .returns(51, Packet::size);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "105, 0801 0000, ''",
        "105, 0802 0000, ''",
        "105, 0800 0000, ''",
        "105, 0803 0000, 020000000004",
        "105, 8801 0000, 0000",
        "105, 8881 0000, 0000 00000000",
        "105, 8801 0000, 8000 020000000001 020000000002 0028",
        "127, 0000 0800 00000000 0801 0000, ''",
        "127, 0000 0900 02000000 20 8801 0000, 0000 0000",
        "127, 0000 1200 03000000 0000000000000000 20 00 8801 0000, 0000 0000",
        "163, 80211001 00000008 0801 0000, ''",
        "192, 00 00 0800 69000000 0801 0000, ''",
    })
    void findsIpInWirelessDataFrames(int linkType, String control, String rest) {
        Packet packet = packet(linkType, join(control, WIRELESS, rest, SNAP_V4, V4));
        assertThat(packet).returns("IEEE 802.11", Packet::type).returns(32, Packet::size);
    }

    @ParameterizedTest
    @CsvSource({"8801, 020000000001, 020000000003", "8802, 020000000003, 020000000002"})
    void ordersWirelessAddressesByTheWayOfTheFrame(String control, String src, String dst) {
        Packet packet = packet(105, join(control, "0000", WIRELESS, "0000", SNAP_V4, V4));
        assertThat(packet)
                .returns(Long.parseLong(src, 16), Packet::macSrc)
                .returns(Long.parseLong(dst, 16), Packet::macDst);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "105, 0841 0000 020000000002 020000000001 020000000003 1000 aaaa03 000000 0800 00",
        "105, 4801 0000 020000000002 020000000001 020000000003 1000",
        "105, 8000 0000 020000000002 020000000001 020000000003 1000",
        "105, 0801 0000 020000000002 020000000001 020000000003 1100 aaaa03 000000 0800 00",
        "0, 00000007 0000",
        "9, ff03 c021 0101",
        "1, 020000000002 020000000001 0027 424203 0000000000",
        "1, 020000000002 020000000001 8863 1109 0000 0000",
        "113, 0004 0338 0000 0000000000000000 0000 00000000",
        "113, 0000 0118 0000 0000000000000000 000c 00000000",
    })
    void skipsWhatCarriesNoIp(int linkType, String frame) {
        assertThat(outcome(linkType, FrameBuilder.hex(frame))).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void keepsVlanIdsOutermostFirst() {
        assertThat(packet(ethernet(0x8100, tag(0x2005, IPV4, V4))).vlan()).containsExactly(5);
        assertThat(packet(ethernet(0x88a8, tag(7, 0x8100, tag(8, IPV6, V6)))).vlan())
                .containsExactly(7, 8);
        assertThat(packet(ethernet(0x9100, tag(9, IPV4, V4))).vlan()).containsExactly(9);
    }

    @Test
    void readsThroughMplsAndPppoeAsShims() {
        byte[] labelled = ethernet(0x8847, join(mpls(100, false, new byte[0]), mpls(200, true, V6)));
        assertThat(packet(labelled))
                .returns(List.of(100, 200), Packet::mpls)
                .returns(FrameBuilder.SRC6, Packet::src)
                .returns(null, Packet::tunnel);
        byte[] session = ethernet(0x8100, tag(5, 0x8864, join("1100 0003 0022 0021", V4)));
        assertThat(packet(session))
                .returns(List.of(5), Packet::vlan)
                .returns(32, Packet::size)
                .returns(null, Packet::tunnel);
    }

    @Test
    void readsEthernetPseudowiresWithAndWithoutControlWord() {
        byte[] inner = ethernet(IPV4, V4);
        inner[0] = 0;
        assertThat(packet(ethernet(0x8847, mpls(16, true, join("00000000", inner))))
                        .size())
                .isEqualTo(32);
        assertThat(packet(ethernet(0x8847, mpls(16, true, inner))))
                .returns(32, Packet::size)
                .returns(FrameBuilder.MAC_DST, Packet::macDst);
    }

    @Test
    void believesAnMplsPayloadForItsChecksumOrLength() {
        byte[] wrongLength = join("45000100", new byte[56]);
        assertThat(outcome(Decoding.ETHERNET, ethernet(0x8847, mpls(16, true, wrongLength))))
                .isEqualTo(Outcome.SKIPPED);
        byte[] inner = ethernet(IPV4, V4);
        byte[] likeIp = FrameBuilder.hex("45000032 0000");
        System.arraycopy(likeIp, 0, inner, 0, likeIp.length);
        assertThat(packet(ethernet(0x8847, mpls(16, true, inner)))).returns(FrameBuilder.SRC, Packet::src);
        byte[] cut = ethernet(0x8847, mpls(16, true, V4));
        assertThat(new PacketDecoder("test/file").decode(1, cut, 0, 20, cut.length, 0))
                .isEqualTo(Outcome.REJECTED_TRUNCATED);
    }

    @Test
    void readsSnapBehindAnIeee8023Length() {
        assertThat(packet(ethernet(40, join(SNAP_V4, V4))).size()).isEqualTo(32);
        assertThat(packet(ethernet(35, join("060603", V4))).size()).isEqualTo(32);
    }

    @Test
    void endsLayersWithinLayersThatDoNotEnd() {
        byte[] frame = V4;
        for (int i = 0; i < 1000; i++) {
            frame = ethernet(0x6558, frame);
        }
        assertThat(outcome(Decoding.ETHERNET, frame)).isEqualTo(Outcome.SKIPPED);
        String ppiInPpi = "00 00 0800 c0000000".repeat(1000);
        assertThat(outcome(192, FrameBuilder.hex(ppiInPpi))).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void keepsSixteenVlanIdsOfAnyNumber() {
        byte[] frame = tag(0, IPV4, V4);
        for (int i = 0; i < 100; i++) {
            frame = tag(i, 0x8100, frame);
        }
        assertThat(packet(ethernet(0x8100, frame)).vlan()).hasSize(16).startsWith(99, 98);
    }
}
