package io.wadi.packet;

import io.wadi.net.Bytes;
import java.util.Set;

/**
 * Detects tunnels over UDP: by the port, and then by the header, because other protocols may use the port. Reserved
 * bits are ignored on receipt (RFC 7348, section 5; RFC 8926, section 3.4). A port that nobody has registered may carry
 * VXLAN, or IP directly, if the inner packet proves itself.
 */
final class UdpTunnels {

    /** Kinds that are named after the way in which they are in UDP. */
    static final Set<String> NAMES =
            Set.of("VXLAN", "VXLAN-GPE", "Geneve", "GRE-in-UDP", "MPLS-in-UDP", "NSH", "GUE", "FOU");

    private static final int L2TP_PORT = 1701;
    private static final int GTP_USER_PORT = 2152;
    private static final int TEREDO_PORT = 3544;
    private static final int GRE_PORT = 4754;
    private static final int VXLAN_PORT = 4789;
    private static final int VXLAN_GPE_PORT = 4790;
    private static final int GUE_PORT = 6080;
    private static final int GENEVE_PORT = 6081;
    private static final int NSH_PORT = 6633;
    private static final int MPLS_PORT = 6635;
    private static final int LINUX_VXLAN_PORT = 8472;

    private static final int GENEVE_HEADER = 8;
    private static final int SMALLEST_CONTENT = 20;

    private UdpTunnels() {}

    static boolean find(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        return mayBePort(ip.dstPort) && find(ip.dstPort, frame, ip, tunnel)
                || mayBePort(ip.srcPort) && find(ip.srcPort, frame, ip, tunnel)
                || findByContent(frame, ip, tunnel);
    }

    /** Spares nearly all datagrams the search among the ports, which lie between these. */
    private static boolean mayBePort(int port) {
        return port >= L2TP_PORT && port <= LINUX_VXLAN_PORT;
    }

    private static boolean findByContent(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        if (!ip.has(ip.payload, SMALLEST_CONTENT)) {
            return false;
        }
        return switch (frame.u8(ip.payload) >>> 4) {
            case 0 -> VxlanTunnel.findAnywhere(frame, ip, tunnel);
            case 4, 6 -> fou(frame, ip, tunnel);
            default -> false;
        };
    }

    private static boolean find(int port, Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        return switch (port) {
            case L2TP_PORT -> L2tpTunnel.find(frame, ip, tunnel);
            case GTP_USER_PORT -> GtpTunnel.find(frame, ip, tunnel);
            case TEREDO_PORT -> TeredoTunnel.find(frame, ip, tunnel);
            case GRE_PORT -> GreTunnel.find(frame, ip, ip.payload, "GRE-in-UDP", tunnel);
            case VXLAN_PORT, LINUX_VXLAN_PORT -> VxlanTunnel.find(frame, ip, port == ip.dstPort, tunnel);
            case VXLAN_GPE_PORT -> VxlanTunnel.findGpe(frame, ip, tunnel);
            case GUE_PORT -> GueTunnel.find(frame, ip, tunnel);
            case GENEVE_PORT -> geneve(frame, ip, tunnel);
            case NSH_PORT -> nsh(frame, ip, tunnel);
            case MPLS_PORT -> mpls(frame, ip, tunnel);
            default -> false;
        };
    }

    /** Geneve (RFC 8926): version 0, options in units of four bytes, EtherType, network identifier. */
    private static boolean geneve(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        int at = ip.payload;
        int content = ip.has(at, GENEVE_HEADER) ? at + GENEVE_HEADER + (frame.u8(at) & 0x3f) * 4 : 0;
        boolean valid = content > 0 && frame.u8(at) >>> 6 == 0 && content <= ip.wireEnd;
        if (valid) {
            tunnel.found("Geneve", frame.u24(at + 4));
            EtherTypes.follow(frame, content, frame.u16(at + 2), tunnel.inner);
        }
        return valid;
    }

    /** NSH over UDP (draft-kumar-sfc-nsh-udp-transport). */
    private static boolean nsh(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        int at = ip.payload;
        boolean valid = ip.has(at, 8) && NshLayers.length(frame, at) > 0;
        if (valid) {
            tunnel.found("NSH", frame.u24(at + 4));
            NshLayers.read(frame, at, tunnel.inner);
        }
        return valid;
    }

    /** MPLS in UDP (RFC 7510). */
    private static boolean mpls(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        if (!ip.has(ip.payload, 4)) {
            return false;
        }
        tunnel.found("MPLS-in-UDP", TunnelHeader.NO_ID);
        MplsLayers.stack(frame, ip.payload, tunnel.inner);
        return true;
    }

    /** Foo over UDP (Linux): an IP packet that fills the datagram exactly, on any port. */
    private static boolean fou(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        boolean valid = IpLikeness.fills(frame, ip);
        if (valid) {
            tunnel.found("FOU", TunnelHeader.NO_ID);
            tunnel.inner.ip(ip.payload, frame.u8(ip.payload) >>> 4);
        }
        return valid;
    }
}
