package io.wadi.packet;

import java.util.HashMap;
import java.util.Map;

/** Names of {@link FrameKind}s for counters and reports: {@code ARP}, {@code LLC 0x18}, {@code 0x8926}. */
final class FrameKindNames {

    private static final Map<Long, String> NAMES = new HashMap<>();

    static {
        name(FrameKind.OTHER, "other");
        name(FrameKind.NESTED, "too many nested headers");
        name(FrameKind.WIRELESS_MANAGEMENT, "802.11 management");
        name(FrameKind.WIRELESS_CONTROL, "802.11 control");
        name(FrameKind.WIRELESS_WITHOUT_DATA, "802.11 without data");
        name(FrameKind.WIRELESS_ENCRYPTED, "802.11 encrypted");
        name(FrameKind.WIRELESS_FRAGMENT, "802.11 fragment");
        name(FrameKind.NETLINK, "Netlink");
        etherTypes();
        industrialEtherTypes();
        accessPoints();
        pppProtocols();
    }

    private FrameKindNames() {}

    private static void name(long kind, String name) {
        NAMES.put(kind, name);
    }

    /** The name of a kind. */
    static String of(long kind) {
        String name = NAMES.get(kind);
        return name != null ? name : byNumber(FrameKind.registry(kind), FrameKind.number(kind));
    }

    private static String byNumber(int registry, long number) {
        return switch (registry) {
            case FrameKind.LLC -> "LLC 0x%02x".formatted(number);
            case FrameKind.SNAP -> "SNAP 0x%06x 0x%04x".formatted(number >>> 16, number & 0xffff);
            case FrameKind.PPP -> "PPP 0x%04x".formatted(number);
            case FrameKind.FAMILY -> "address family " + number;
            case FrameKind.LINK_TYPE -> LinkLayers.of((int) number).type();
            case FrameKind.NSH -> "NSH next protocol " + number;
            default -> "0x%04x".formatted(number);
        };
    }

    /** IEEE 802 Numbers (IANA). */
    private static void etherTypes() {
        name(FrameKind.etherType(0x0806), "ARP");
        name(FrameKind.etherType(0x8035), "RARP");
        name(FrameKind.etherType(0x0842), "Wake-on-LAN");
        name(FrameKind.etherType(0x88cc), "LLDP");
        name(FrameKind.etherType(0x8863), "PPPoE discovery");
        name(FrameKind.etherType(0x8864), "PPPoE");
        name(FrameKind.etherType(0x8847), "MPLS");
        name(FrameKind.etherType(0x8848), "MPLS");
        name(FrameKind.etherType(0x888e), "EAPOL");
        name(FrameKind.etherType(0x8809), "slow protocols");
        name(FrameKind.etherType(0x88f7), "PTP");
        name(FrameKind.etherType(0x8902), "CFM");
        name(FrameKind.etherType(0x88e5), "MACsec");
        name(FrameKind.etherType(0x9000), "loopback test");
        name(FrameKind.etherType(0x8906), "FCoE");
        name(FrameKind.etherType(0x8914), "FIP");
        name(FrameKind.etherType(0x8915), "RoCE");
        name(FrameKind.etherType(0x88a2), "ATA over Ethernet");
        name(FrameKind.etherType(0x8137), "IPX");
        name(FrameKind.etherType(0x809b), "AppleTalk");
        name(FrameKind.etherType(0x80f3), "AppleTalk ARP");
        name(FrameKind.etherType(0x6002), "DEC MOP");
        olderEtherTypes();
    }

    /** Further ones, many of them from before IP was everywhere. */
    private static void olderEtherTypes() {
        name(FrameKind.etherType(0x6003), "DECnet");
        name(FrameKind.etherType(0x6004), "DEC LAT");
        name(FrameKind.etherType(0x88d9), "LLTD");
        name(FrameKind.etherType(0x8899), "Realtek");
        name(FrameKind.etherType(0x88fb), "PRP supervision");
        name(FrameKind.etherType(0x892f), "HSR");
        name(FrameKind.etherType(0x4305), "batman-adv");
        name(FrameKind.etherType(0x22f3), "TRILL");
        name(FrameKind.etherType(0x22f4), "IS-IS over TRILL");
        name(FrameKind.etherType(0x88f5), "MVRP");
        name(FrameKind.etherType(0x88f6), "MMRP");
        name(FrameKind.etherType(0x8808), "Ethernet pause");
        name(FrameKind.etherType(0x0bad), "VINES");
        name(FrameKind.etherType(0x894f), "NSH");
        name(FrameKind.etherType(0x8917), "MIH");
    }

    /** Those of machines, vehicles and power lines. */
    private static void industrialEtherTypes() {
        name(FrameKind.etherType(0x8892), "PROFINET");
        name(FrameKind.etherType(0x88a4), "EtherCAT");
        name(FrameKind.etherType(0x88b8), "GOOSE");
        name(FrameKind.etherType(0x88ba), "IEC 61850 sampled values");
        name(FrameKind.etherType(0x887b), "HomePlug");
        name(FrameKind.etherType(0x88e1), "HomePlug AV");
        name(FrameKind.etherType(0x8912), "HomePlug");
        name(FrameKind.etherType(0x893a), "IEEE 1905.1");
        name(FrameKind.etherType(0x22f0), "AVTP");
        name(FrameKind.etherType(0x88ca), "TIPC");
        name(FrameKind.etherType(0x891d), "TTEthernet");
        name(FrameKind.etherType(0x88dc), "WSMP");
        name(FrameKind.etherType(0x8947), "GeoNetworking");
        name(FrameKind.etherType(0x88ab), "Powerlink");
        name(FrameKind.etherType(0x88cd), "SERCOS III");
    }

    /** Service access points of IEEE 802.2, and protocols of organizations (SNAP). */
    private static void accessPoints() {
        name(FrameKind.llc(0x42), "STP");
        name(FrameKind.llc(0xfe), "OSI");
        name(FrameKind.llc(0xe0), "IPX");
        name(FrameKind.llc(0xff), "IPX");
        name(FrameKind.llc(0xf0), "NetBIOS");
        name(FrameKind.llc(0xf4), "LAN management");
        name(FrameKind.llc(0x04), "SNA");
        name(FrameKind.llc(0xbc), "VINES");
        name(FrameKind.llc(0xaa), "SNAP");
        name(FrameKind.llc(0x00), "LLC test");
        name(FrameKind.llc(0x7e), "X.25");
        name(FrameKind.snap(0x00000c, 0x2000), "CDP");
        name(FrameKind.snap(0x00000c, 0x2003), "VTP");
        name(FrameKind.snap(0x00000c, 0x2004), "DTP");
        name(FrameKind.snap(0x00000c, 0x010b), "PVST+");
        name(FrameKind.snap(0x00000c, 0x0111), "UDLD");
        name(FrameKind.snap(0x00000c, 0x0104), "PAgP");
        name(FrameKind.snap(0x080007, 0x809b), "AppleTalk");
        name(FrameKind.snap(0x00e02b, 0x00bb), "EDP");
        name(FrameKind.snap(0x00000c, 0x0102), "DRiP");
        name(FrameKind.snap(0x000080, 0x2000), "CDP");
    }

    /** PPP Numbers (IANA). */
    private static void pppProtocols() {
        name(FrameKind.ppp(0xc021), "PPP LCP");
        name(FrameKind.ppp(0xc023), "PPP PAP");
        name(FrameKind.ppp(0xc223), "PPP CHAP");
        name(FrameKind.ppp(0xc227), "PPP EAP");
        name(FrameKind.ppp(0x8021), "PPP IPCP");
        name(FrameKind.ppp(0x8057), "PPP IPV6CP");
        name(FrameKind.ppp(0x80fd), "PPP CCP");
        name(FrameKind.ppp(0x8053), "PPP ECP");
        name(FrameKind.ppp(0x8281), "PPP MPLSCP");
        name(FrameKind.ppp(0x003d), "PPP multilink");
        name(FrameKind.ppp(0x00fd), "PPP compressed");
        name(FrameKind.ppp(0x0053), "PPP encrypted");
        name(FrameKind.ppp(0x002d), "PPP compressed TCP");
        name(FrameKind.ppp(0x002f), "PPP uncompressed TCP");
        name(FrameKind.ppp(0xc025), "PPP LQR");
    }
}
