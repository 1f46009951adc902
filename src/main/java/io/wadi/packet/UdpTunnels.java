package io.wadi.packet;

import io.wadi.net.Bytes;

/** Detects tunnels over UDP: by the port, and then by the header, because other protocols may use the port. */
final class UdpTunnels {

    private static final int L2TP_PORT = 1701;
    private static final int GTP_USER_PORT = 2152;
    private static final int TEREDO_PORT = 3544;
    private static final int VXLAN_PORT = 4789;
    private static final int GENEVE_PORT = 6081;
    private static final int LINUX_VXLAN_PORT = 8472;

    private static final int VXLAN_HEADER = 8;
    private static final int VXLAN_HAS_ID = 0x08;
    private static final int GENEVE_HEADER = 8;
    private static final int GENEVE_RESERVED_FLAGS = 0x3f;

    private UdpTunnels() {}

    static boolean find(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        return isPort(ip.dstPort) && find(ip.dstPort, frame, ip, tunnel)
                || isPort(ip.srcPort) && find(ip.srcPort, frame, ip, tunnel);
    }

    private static boolean isPort(int port) {
        return switch (port) {
            case L2TP_PORT, GTP_USER_PORT, TEREDO_PORT, VXLAN_PORT, GENEVE_PORT, LINUX_VXLAN_PORT -> true;
            default -> false;
        };
    }

    private static boolean find(int port, Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        return switch (port) {
            case L2TP_PORT -> L2tpTunnel.find(frame, ip, tunnel);
            case GTP_USER_PORT -> GtpTunnel.find(frame, ip, tunnel);
            case TEREDO_PORT -> TeredoTunnel.find(frame, ip, tunnel);
            case GENEVE_PORT -> geneve(frame, ip, tunnel);
            default -> vxlan(frame, ip, tunnel);
        };
    }

    /** VXLAN (RFC 7348): a flag marks a valid network identifier, and reserved bytes are zero. */
    private static boolean vxlan(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        int at = ip.payload;
        boolean valid = ip.has(at, VXLAN_HEADER) && (frame.u8(at) & VXLAN_HAS_ID) != 0 && frame.u8(at + 7) == 0;
        if (valid) {
            tunnel.found("VXLAN", frame.u24(at + 4));
            EthernetLayers.ethernet(frame, at + VXLAN_HEADER, tunnel.inner);
        }
        return valid;
    }

    /** Geneve (RFC 8926): version 0, options in units of four bytes, EtherType, network identifier. */
    private static boolean geneve(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        int at = ip.payload;
        boolean valid = ip.has(at, GENEVE_HEADER)
                && frame.u8(at) >>> 6 == 0
                && (frame.u8(at + 1) & GENEVE_RESERVED_FLAGS) == 0
                && frame.u8(at + 7) == 0;
        if (valid) {
            tunnel.found("Geneve", frame.u24(at + 4));
            int content = at + GENEVE_HEADER + (frame.u8(at) & 0x3f) * 4;
            EtherTypes.follow(frame, content, frame.u16(at + 2), tunnel.inner);
        }
        return valid;
    }
}
