package io.wadi.packet;

import io.wadi.net.Bytes;

/**
 * Generic UDP encapsulation (draft-ietf-intarea-gue): variant 0 has a header with an IP protocol number and optional
 * fields, variant 1 is an IP packet. Control messages carry no packet.
 */
final class GueTunnel {

    private static final int HEADER = 4;
    private static final int CONTROL = 0x20;
    private static final int WORDS = 0x1f;
    private static final int IPV4 = 4;
    private static final int IPV6 = 41;
    private static final int GRE = 47;
    private static final int ETHER_IP = 97;
    private static final int MPLS_IN_IP = 137;

    private GueTunnel() {}

    static boolean find(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        int at = ip.payload;
        if (!ip.has(at, HEADER)) {
            return false;
        }
        return switch (frame.u8(at) >>> 6) {
            case 0 -> variant0(frame, ip, at, tunnel);
            case 1 -> variant1(frame, ip, at, tunnel);
            default -> false;
        };
    }

    private static boolean variant0(Bytes frame, IpPacket ip, int at, TunnelHeader tunnel) {
        int content = at + HEADER + (frame.u8(at) & WORDS) * 4;
        if (content > ip.wireEnd) {
            return false;
        }
        tunnel.found("GUE", TunnelHeader.NO_ID);
        if ((frame.u8(at) & CONTROL) == 0) {
            content(frame, ip, content, frame.u8(at + 1), tunnel);
        }
        return true;
    }

    private static void content(Bytes frame, IpPacket ip, int at, int protocol, TunnelHeader tunnel) {
        switch (protocol) {
            case IPV4 -> tunnel.inner.ip(at, 4);
            case IPV6 -> tunnel.inner.ip(at, 6);
            case GRE -> GreTunnel.find(frame, ip, at, "GUE", tunnel);
            case ETHER_IP -> EthernetLayers.ethernet(frame, at + 2, tunnel.inner);
            case MPLS_IN_IP -> MplsLayers.stack(frame, at, tunnel.inner);
            default -> {
                // A transport without an IP header of its own.
            }
        }
    }

    private static boolean variant1(Bytes frame, IpPacket ip, int at, TunnelHeader tunnel) {
        boolean valid = IpLikeness.isPossible(frame, at, ip.wireEnd);
        if (valid) {
            tunnel.found("GUE", TunnelHeader.NO_ID);
            tunnel.inner.ip(at, frame.u8(at) >>> 4);
        }
        return valid;
    }
}
