package io.wadi.packet;

import io.wadi.net.Bytes;

/** Detects a tunnel in an IP packet by its protocol number, its UDP port and the tunnel's header. */
final class Tunnels {

    private static final int IPV4 = 4;
    private static final int IPV6 = 41;
    private static final int GRE = 47;
    private static final int ETHER_IP = 97;
    private static final int L2TP = 115;
    private static final int MPLS_IN_IP = 137;
    private static final int ETHER_IP_VERSION = 0x3000;

    private Tunnels() {}

    /**
     * Looks for a tunnel's header after the packet's own.
     *
     * @param tunnel receives the result
     * @return whether there is one
     */
    static boolean find(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        if (ip.isLaterFragment()) {
            return false;
        }
        return switch (ip.protocol) {
            case Transports.UDP -> UdpTunnels.find(frame, ip, tunnel);
            case Transports.TCP -> false;
            case IPV4, IPV6 -> ipInIp(ip, tunnel);
            case GRE -> GreTunnel.find(frame, ip, tunnel);
            case ETHER_IP -> etherIp(frame, ip, tunnel);
            case L2TP -> L2tpTunnel.overIp(frame, ip, tunnel);
            case MPLS_IN_IP -> mplsInIp(frame, ip, tunnel);
            default -> false;
        };
    }

    /** IPv4 or IPv6 in IPv4 or IPv6 (RFC 2003, RFC 4213, RFC 2473). */
    private static boolean ipInIp(IpPacket ip, TunnelHeader tunnel) {
        boolean outerV4 = ip.src.isV4();
        boolean innerV4 = ip.protocol == IPV4;
        String type = outerV4 ? (innerV4 ? "IP-in-IP" : "6in4") : (innerV4 ? "4in6" : "6in6");
        tunnel.found(type, TunnelHeader.NO_ID);
        tunnel.inner.ip(ip.transport, innerV4 ? 4 : 6);
        return true;
    }

    /** EtherIP (RFC 3378). */
    private static boolean etherIp(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        if (!ip.has(ip.transport, 2) || frame.u16(ip.transport) != ETHER_IP_VERSION) {
            return false;
        }
        tunnel.found("EtherIP", TunnelHeader.NO_ID);
        EthernetLayers.ethernet(frame, ip.transport + 2, tunnel.inner);
        return true;
    }

    /** MPLS in IP (RFC 4023). */
    private static boolean mplsInIp(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        tunnel.found("MPLS-in-IP", TunnelHeader.NO_ID);
        MplsLayers.stack(frame, ip.transport, tunnel.inner);
        return true;
    }
}
