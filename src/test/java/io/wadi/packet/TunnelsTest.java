package io.wadi.packet;

import static io.wadi.packet.Decoding.cut;
import static io.wadi.packet.Decoding.decapsulated;
import static io.wadi.packet.Decoding.packet;
import static io.wadi.packet.FrameBuilder.IPV4;
import static io.wadi.packet.FrameBuilder.IPV6;
import static io.wadi.packet.FrameBuilder.TCP;
import static io.wadi.packet.FrameBuilder.UDP;
import static io.wadi.packet.FrameBuilder.ascii;
import static io.wadi.packet.FrameBuilder.ethernet;
import static io.wadi.packet.FrameBuilder.ipv4;
import static io.wadi.packet.FrameBuilder.ipv6;
import static io.wadi.packet.FrameBuilder.join;
import static io.wadi.packet.FrameBuilder.mpls;
import static io.wadi.packet.FrameBuilder.tcp;
import static io.wadi.packet.FrameBuilder.u16;
import static io.wadi.packet.FrameBuilder.udp;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TunnelsTest {

    private static final int GRE = 47;
    private static final IpAddress OUTER_SRC = IpAddress.parse("203.0.113.1");
    private static final IpAddress OUTER_DST = IpAddress.parse("203.0.113.2");
    private static final byte[] V4 = ipv4(TCP, tcp(40001, 50001, 2, new byte[0]));
    private static final byte[] V6 = ipv6(TCP, tcp(40001, 50001, 2, new byte[0]));
    private static final byte[] FRAME = ethernet(IPV4, V4);

    private static byte[] carry(int protocol, byte[] content) {
        return ethernet(IPV4, ipv4(OUTER_SRC, OUTER_DST, protocol, 0, content));
    }

    private static byte[] carryUdp(int port, byte[] content) {
        return carry(UDP, udp(55555, port, content));
    }

    private static Packet.Tunnel v4Inside(String type, long id) {
        return new Packet.Tunnel(type, id, FrameBuilder.SRC, FrameBuilder.DST, 40001, 50001, "TCP");
    }

    private static Packet.Tunnel v6Inside(String type, long id) {
        return new Packet.Tunnel(type, id, FrameBuilder.SRC6, FrameBuilder.DST6, 40001, 50001, "TCP");
    }

    private static void assertTunnel(byte[] frame, String protocol, Packet.Tunnel tunnel) {
        assertThat(packet(frame))
                .returns(tunnel, Packet::tunnel)
                .returns(protocol, Packet::protocol)
                .returns(OUTER_SRC, Packet::src)
                .returns(OUTER_DST, Packet::dst)
                .returns(null, Packet::tcp);
    }

    @Test
    void readsIpWithinIp() {
        assertTunnel(carry(4, V4), "IPIP", v4Inside("IP-in-IP", -1));
        assertTunnel(carry(41, V6), "IPv6", v6Inside("6in4", -1));
        assertThat(packet(ethernet(IPV6, ipv6(4, V4))))
                .returns(v4Inside("4in6", -1), Packet::tunnel)
                .returns("IPIP", Packet::protocol);
        assertThat(packet(ethernet(IPV6, ipv6(41, V6))).tunnel()).isEqualTo(v6Inside("6in6", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "0000 0800, -1",
        "8000 0800 00000000, -1",
        "2000 0800 ffffffff, 4294967295",
        "b000 0800 00000000 00000007 00000001, 7",
    })
    void readsGre(String header, long key) {
        assertTunnel(carry(GRE, join(header, V4)), "GRE", v4Inside("GRE", key));
    }

    @Test
    void readsEthernetMplsAndIpv6WithinGre() {
        assertTunnel(carry(GRE, join("0000 6558", FRAME)), "GRE", v4Inside("GRE", -1));
        assertTunnel(carry(GRE, join("0000 8847", mpls(3, true, V4))), "GRE", v4Inside("GRE", -1));
        assertTunnel(carry(GRE, join("0000 86dd", V6)), "GRE", v6Inside("GRE", -1));
    }

    @Test
    void readsPptpsGre() {
        assertTunnel(
                carry(GRE, join("3081 880b 002c 0077 00000001 00000002 ff03 0021", V4)), "GRE", v4Inside("GRE", 0x77));
        Packet acknowledgement = packet(carry(GRE, join("2081 880b 0000 0077 00000002")));
        assertThat(acknowledgement.tunnel())
                .isEqualTo(new Packet.Tunnel("GRE", 0x77, null, null, Packet.NO_PORT, Packet.NO_PORT, null));
    }

    @ParameterizedTest
    @CsvSource({
        "0000 88be, -1",
        "1000 88be 00000001 1005 0123 00000000, 291",
        "1000 22eb 00000001 2005 0123 00000000 0000 0000, 291",
        "1000 22eb 00000001 2005 0123 00000000 0000 0001 0000000000000000, 291",
    })
    void readsErspan(String header, long session) {
        assertTunnel(carry(GRE, join(header, FRAME)), "GRE", v4Inside("ERSPAN", session));
    }

    @ParameterizedTest
    @CsvSource({"4789, 0800000000109200", "8472, 0800000000109200", "4789, 8800001400109200"})
    void readsVxlan(int port, String header) {
        assertTunnel(carryUdp(port, join(header, FRAME)), "VXLAN", v4Inside("VXLAN", 4242));
    }

    @Test
    void readsGeneve() {
        assertTunnel(carryUdp(6081, join("0000 6558 000037 00", FRAME)), "Geneve", v4Inside("Geneve", 55));
        byte[] withOption = join("0200 86dd 000037 00 0102 80 01 00000000", V6);
        assertTunnel(carryUdp(6081, withOption), "Geneve", v6Inside("Geneve", 55));
    }

    @ParameterizedTest
    @CsvSource({"30, ''", "32, 00010000", "34, 00000085 01 1009 00"})
    void readsGtpUserPackets(String flags, String optional) {
        byte[] content = join(optional, V4);
        byte[] header = join(flags, "ff", u16(content.length), "deadbeef", content);
        assertTunnel(carryUdp(2152, header), "GTP-U", v4Inside("GTP-U", 0xdeadbeefL));
    }

    @Test
    void takesNoGtpEchoForATunnel() {
        assertThat(packet(carryUdp(2152, join("32 01 0004 00000000 00010000"))).tunnel())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"''", "0000 1234 56789abc", "0001 00 00 0102030405060708 00", "0001 01 02 aa bbbb 0102030405060708 00"})
    void readsTeredo(String indications) {
        assertTunnel(carryUdp(3544, join(indications, V6)), "Teredo", v6Inside("Teredo", -1));
    }

    @ParameterizedTest
    @CsvSource({"0002 0009 000b", "4002 0034 0009 000b", "0802 0009 000b 0001 0002", "0202 0009 000b 0001 ff"})
    void readsL2tpData(String header) {
        assertTunnel(carryUdp(1701, join(header, "ff03 0021", V4)), "L2TP", v4Inside("L2TP", 11));
    }

    @Test
    void takesNoL2tpControlMessageForATunnel() {
        assertThat(packet(carryUdp(1701, join("c802 000c 0009 0000 0000 0000"))).tunnel())
                .isNull();
    }

    @Test
    void readsEtherIpAndMplsInIp() {
        assertTunnel(carry(97, join("3000", FRAME)), "EtherIP", v4Inside("EtherIP", -1));
        assertTunnel(carry(137, mpls(5, true, V6)), "MPLS-in-IP", v6Inside("MPLS-in-IP", -1));
    }

    @Test
    void goesOnBehindAnAuthenticationHeaderAndStopsAtEsp() {
        byte[] authentication = join("06 04 0000 00000001 00000002 000000000000000000000000");
        Packet authenticated = packet(carry(51, join(authentication, tcp(1, 2, 2, new byte[0]))));
        assertThat(authenticated).returns("TCP", Packet::transport).returns(1, Packet::srcPort);
        assertThat(packet(carry(50, join("00000001 00000001", V4))))
                .returns("ESP", Packet::protocol)
                .returns(null, Packet::tunnel);
    }

    @Test
    void tellsTheOutermostTunnelAndTheInnermostPacket() {
        byte[] greInV6 = ipv6(GRE, join("0000 0800", V4));
        byte[] frame = carryUdp(4789, join("0800000000000100", ethernet(IPV6, greInV6)));
        assertTunnel(frame, "VXLAN", v4Inside("VXLAN", 1));
    }

    @Test
    void followsNoMoreThanEightTunnels() {
        byte[] packet = V4;
        for (int i = 0; i < 20; i++) {
            packet = ipv4(OUTER_SRC, OUTER_DST, 4, 0, packet);
        }
        assertThat(packet(ethernet(IPV4, packet)).tunnel())
                .isEqualTo(new Packet.Tunnel(
                        "IP-in-IP", -1, OUTER_SRC, OUTER_DST, Packet.NO_PORT, Packet.NO_PORT, "IPIP"));
    }

    @Test
    void tellsATunnelWhoseInsideIsNotIpOrCut() {
        Packet.Tunnel nothing = new Packet.Tunnel("VXLAN", 1, null, null, Packet.NO_PORT, Packet.NO_PORT, null);
        byte[] arp = carryUdp(4789, join("0800000000000100", ethernet(0x0806, new byte[28])));
        assertTunnel(arp, "VXLAN", nothing);
        byte[] whole = carryUdp(4789, join("0800000000000100", FRAME));
        assertThat(cut(whole, 14 + 28 + 8).tunnel()).isEqualTo(nothing);
        assertThat(cut(whole, 14 + 28 + 8 + 14 + 10).tunnel()).isEqualTo(nothing);
        assertThat(cut(whole, 14 + 28 + 7).tunnel()).isNull();
    }

    @Test
    void looksForNoTunnelInLaterFragments() {
        assertThat(packet(ethernet(IPV4, ipv4(OUTER_SRC, OUTER_DST, 4, 1, V4))).tunnel())
                .isNull();
    }

    @Test
    void putsTheInnermostPacketIntoTheRecordWhenAsked() {
        byte[] frame = carryUdp(4789, join("0800000000109200", FRAME));
        assertThat(decapsulated(frame))
                .returns(FrameBuilder.SRC, Packet::src)
                .returns(50001, Packet::dstPort)
                .returns("TCP", Packet::protocol)
                .returns(40, Packet::size)
                .returns(frame.length, Packet::length)
                .returns(2, p -> p.tcp().flags())
                .returns(new CommunityId().of(TCP, FrameBuilder.SRC, FrameBuilder.DST, 40001, 50001), Packet::flow)
                .returns(v4Inside("VXLAN", 4242), Packet::tunnel);
        assertThat(decapsulated(FrameBuilder.plainUdp()))
                .isEqualTo(packet(ethernet(IPV4, ipv4(UDP, udp(40000, 50000, ascii("hello"))))));
    }
}
