package io.wadi.packet;

import static io.wadi.packet.FrameBuilder.IPV4;
import static io.wadi.packet.FrameBuilder.UDP;
import static io.wadi.packet.FrameBuilder.ascii;
import static io.wadi.packet.FrameBuilder.ethernet;
import static io.wadi.packet.FrameBuilder.join;
import static io.wadi.packet.FrameBuilder.u16;
import static io.wadi.packet.FrameBuilder.udp;

import io.wadi.net.IpAddress;
import java.util.List;

/** One IPv4 packet in each encapsulation, with bytes made by hand from its specification. */
final class Encapsulations {

    static final IpAddress INNER_SRC = IpAddress.parse("192.0.2.10");
    static final IpAddress INNER_DST = IpAddress.parse("198.51.100.20");
    static final byte[] V4 =
            checked(FrameBuilder.ipv4(INNER_SRC, INNER_DST, UDP, 0, udp(40000, 50000, ascii("inner!"))));
    static final byte[] FRAME = ethernet(IPV4, V4);

    /**
     * A frame.
     *
     * @param name what it shows
     * @param linkType its link type
     * @param bytes the whole frame
     * @param tshark whether tshark 4.0 finds the inner packet too
     */
    record Sample(String name, int linkType, byte[] bytes, boolean tshark) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Encapsulations() {}

    /** An IPv4 packet with its header's checksum. */
    static byte[] checked(byte[] packet) {
        int sum = 0;
        for (int i = 0; i < 20; i += 2) {
            sum += i == 10 ? 0 : (packet[i] & 0xff) << 8 | packet[i + 1] & 0xff;
        }
        int folded = (sum & 0xffff) + (sum >>> 16);
        System.arraycopy(u16(~((folded & 0xffff) + (folded >>> 16))), 0, packet, 10, 2);
        return packet;
    }

    private static Sample tag(String name, String bytes) {
        return tag(name, bytes, true);
    }

    private static Sample tag(String name, String bytes, boolean tshark) {
        return new Sample(name, 1, join("020000000002 020000000001", bytes, V4), tshark);
    }

    private static Sample link(String name, int linkType, String header, boolean tshark) {
        return new Sample(name, linkType, join(header, V4), tshark);
    }

    private static byte[] outer(int protocol, byte[] content) {
        IpAddress src = IpAddress.parse("203.0.113.1");
        return ethernet(IPV4, checked(FrameBuilder.ipv4(src, IpAddress.parse("203.0.113.2"), protocol, 0, content)));
    }

    private static Sample overUdp(String name, int port, boolean tshark, Object... content) {
        return new Sample(name, 1, outer(UDP, udp(50000, port, join(content))), tshark);
    }

    private static Sample overIp(String name, int protocol, boolean tshark, Object... content) {
        return new Sample(name, 1, outer(protocol, join(content)), tshark);
    }

    /** Tags and shims, in which the IP packet is that of the frame. */
    static List<Sample> tags() {
        return List.of(
                tag("802.1Q", "8100 0005 0800"),
                tag("QinQ 0x9100", "9100 0005 0800"),
                tag("QinQ 0x9200", "9200 0005 0800", false),
                tag("QinQ 0x9300", "9300 0005 0800", false),
                tag("QinQ 0x8200", "8200 0005 0800", false),
                tag("QinQ 0x9200 and 802.1Q", "9200 0005 8100 0006 0800", false),
                tag("802.1BR E-TAG", "893f 0000 1234 0000 0800"),
                tag("VN-Tag", "8926 8065 0000 0800"),
                tag("VN-Tag and 802.1Q", "8926 8065 0000 8100 0006 0800"),
                tag("802.1ah I-TAG", "88e7 00000123 020000000012 020000000011 0800"),
                tag("802.1ad and 802.1ah", "88a8 0007 88e7 00000123 020000000012 020000000011 8100 0006 0800"),
                tag("FabricPath", "8903 0041 020000000012 020000000011 8100 0006 0800"),
                tag("Cisco TTag", "8988 000000000001 0800"),
                tag("Cisco MetaData", "8909 01 01 0001 0005 0800"),
                tag("Arista time stamp of 64 bits", "d28b 0001 0010 0000000000000001 0800"),
                tag("Arista time stamp of 48 bits", "d28b 0001 0120 000000000001 0800"),
                tag("MACsec without channel", "88e5 00 00 00000001 0800"),
                tag("MACsec with channel", "88e5 20 00 00000001 0200000000010001 0800"),
                tag("HSR", "892f 0040 0001 0800"),
                tag("R-TAG", "f1c1 0000 0001 0800"),
                tag("EDSA", "dada 0000 c0 08 00 01 0800", false),
                tag("older Broadcom tag", "8874 20000001 0800", false),
                tag("NSH with IPv4", "894f 0fc6 01 01 00000123 00000000 00000000 00000000 00000000"),
                tag("NSH with Ethernet", "894f 0fc2 02 03 00000123 020000000012 020000000011 0800"),
                tag("NSH in NSH", "894f 0fc2 02 04 00000123 0fc2 02 01 00000124"),
                tag("TRILL", "22f3 003f 0001 0002 020000000012 020000000011 0800"),
                tag("long LLC", "8870 aaaa03 000000 0800"),
                tag("MPLS", "8847 000641 40"),
                tag("MPLS and a pseudowire", "8847 000641 40 448899aabbcc 020000000011 0800", false),
                tag(
                        "MPLS and a pseudowire with control word",
                        "8847 00064140 00000000 448899aabbcc 020000000011 0800"));
    }

    /** Link layers whose own header is before the IP packet. */
    static List<Sample> linkLayers() {
        String wireless = "020000000002 020000000001 020000000003 1000";
        String pktap = "6c000000 01000000 01000000" + "00".repeat(0x6c - 12);
        return List.of(
                link("ARCnet of BSD", 7, "01 02 d4 00 0001", true),
                link("ARCnet of BSD, RFC 1051", 7, "01 02 f0", true),
                link("ARCnet of BSD, exception", 7, "01 02 d4 ff ffff d4 00 0001", true),
                link("ARCnet of Linux", 129, "01 02 0000 d4 00 0001", true),
                link("Symantec", 99, "000000000000 0800" + "00".repeat(36), true),
                link("Enc", 109, "02000000 00001234 00000000", true),
                link("IP over Fibre Channel", 122, "1000020000000002 1000020000000001 aaaa03 000000 0800", true),
                link("IEEE 1394", 138, "0200000000000002 0200000000000001 0800", true),
                link("MPLS", 219, "00064140", false),
                link("IPNET", 226, "01 02 0001 00000001 00000000 00000000 00000000 00000000", false),
                link("netANALYZER", 240, "00000000 020000000002 020000000001 0800", false),
                link("IP over InfiniBand", 242, "00".repeat(40) + "0800 0000", true),
                link("PKTAP", 258, pktap + "020000000002 020000000001 0800", true),
                link("Broadcom tag", 281, "020000000002 020000000001 20000001 0800", false),
                link("Broadcom tag first", 282, "20000001 020000000002 020000000001 0800", false),
                link("DSA", 284, "020000000002 020000000001 c0080005 0800", false),
                link("DSA with VLAN id", 284, "020000000002 020000000001 e0080005 0800", false),
                link("EDSA", 285, "020000000002 020000000001 dada 0000 c0080005 0800", false),
                link(
                        "802.11 mesh",
                        105,
                        "8803 0000" + wireless + "020000000004 0001" + "00 1f 00000001 aaaa03 000000 0800",
                        true),
                link(
                        "802.11 mesh with two addresses",
                        105,
                        "8803 0000" + wireless + "020000000004 0001"
                                + "02 1f 00000001 020000000005 020000000006 aaaa03 000000 0800",
                        true));
    }

    /** Tunnels, in which the IP packet is inside another one. */
    static List<Sample> tunnels() {
        return List.of(
                overUdp("VXLAN", 4789, true, "0800000000002a00", FRAME),
                overUdp("VXLAN with reserved bits", 4789, true, "08ffffff00002aff", FRAME),
                overUdp("VXLAN with a group policy", 8472, false, "8800004d00002a00", FRAME),
                overUdp("VXLAN on another port", 6633, false, "0800000000002a00", FRAME),
                overUdp("VXLAN-GPE with IPv4", 4790, true, "0c00000100002a00", V4),
                overUdp("VXLAN-GPE with Ethernet", 4790, true, "0c00000300002a00", FRAME),
                overUdp("VXLAN-GPE with NSH", 4790, true, "0c00000400002a00 0fc2 02 01 00000123", V4),
                overUdp("VXLAN-GPE on VXLAN's port", 4789, false, "0c00000100002a00", V4),
                overUdp("Geneve", 6081, true, "0000 6558 00002a 00", FRAME),
                overUdp("Geneve with reserved bits", 6081, true, "003f 0800 00002a ff", V4),
                overUdp("GRE in UDP", 4754, true, "2000 0800 0000002a", V4),
                overUdp("MPLS in UDP", 6635, true, "00064140", V4),
                overUdp("NSH in UDP", 6633, false, "0fc2 02 03 00000123", FRAME),
                overUdp("GUE", 6080, false, "00 04 0000", V4),
                overUdp("GUE with a field", 6080, false, "01 04 0000 12345678", V4),
                overUdp("GUE variant 1", 6080, false, V4),
                overUdp("FOU", 5555, false, V4),
                overUdp("L2TP 2 with reserved bits", 1701, true, "3402 0009 000b ff03 0021", V4),
                overUdp("L2TP 3 over UDP", 1701, false, "0003 0000 0000002a", FRAME),
                overUdp("L2TP 3 over UDP with a cookie", 1701, false, "0003 0000 0000002a 11223344 55667788", FRAME),
                overIp("L2TP 3", 115, false, "0000002a", FRAME),
                overIp("L2TP 3 with cookie and sublayer", 115, false, "0000002a 11223344 40000001", FRAME),
                overIp("L2TP 3 with PPP", 115, false, "0000002a 40000001 ff03 0021", V4),
                overIp("WCCP 1", 47, true, "0000 883e", V4),
                overIp("WCCP 2", 47, true, "0000 883e 00010203", V4),
                overIp("GRE with NSH", 47, true, "0000 894f 0fc2 02 01 00000123", V4),
                overIp("GRE with a VLAN tag", 47, false, "0000 8100 0005 0800", V4));
    }
}
