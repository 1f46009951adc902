package io.wadi.packet;

import io.wadi.net.Bytes;

/**
 * VXLAN (RFC 7348) and its generic protocol extension (draft-ietf-nvo3-vxlan-gpe). A flag marks a valid network
 * identifier; the extension's flag, which is reserved in VXLAN, says that the fourth byte has a protocol.
 */
final class VxlanTunnel {

    private static final int HEADER = 8;
    private static final int HAS_ID = 0x08;
    private static final int HAS_PROTOCOL = 0x04;
    private static final int MANAGEMENT = 0x01;
    private static final int ETHERNET_HEADER = 14;
    private static final int PLAIN = 0x0800_0000;

    private VxlanTunnel() {}

    /**
     * On a port of VXLAN.
     *
     * @param isDestination whether the port is the destination; as a client's port it proves less, so that reserved
     *     bytes are then zero
     */
    static boolean find(Bytes frame, IpPacket ip, boolean isDestination, TunnelHeader tunnel) {
        int at = ip.payload;
        boolean valid = ip.has(at, HEADER)
                && (frame.u8(at) & HAS_ID) != 0
                && (isDestination || frame.i32(at) == PLAIN && frame.u8(at + 7) == 0);
        if (valid && (frame.u8(at) & HAS_PROTOCOL) != 0 && isProtocol(frame, at, ip.wireEnd)) {
            return findGpe(frame, ip, tunnel);
        }
        if (valid) {
            ethernet(frame, at, tunnel);
        }
        return valid;
    }

    /** Whether the protocol in the header is IP, and IP follows. */
    private static boolean isProtocol(Bytes frame, int at, int wireEnd) {
        int protocol = frame.u8(at + 3);
        boolean ip = protocol == 1 || protocol == 2;
        return ip && frame.has(at + HEADER, HEADER) && IpLikeness.isPossible(frame, at + HEADER, wireEnd);
    }

    /** On the extension's own port. */
    static boolean findGpe(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        int at = ip.payload;
        if (!ip.has(at, HEADER)) {
            return false;
        }
        int flags = frame.u8(at);
        tunnel.found("VXLAN-GPE", (flags & HAS_ID) != 0 ? frame.u24(at + 4) : TunnelHeader.NO_ID);
        if ((flags & HAS_PROTOCOL) == 0) {
            EthernetLayers.ethernet(frame, at + HEADER, tunnel.inner);
        } else if ((flags & MANAGEMENT) == 0) {
            NshLayers.follow(frame, at + HEADER, frame.u8(at + 3), tunnel.inner);
        }
        return true;
    }

    /** On any port: all reserved bytes are zero, and the inner frame has an IP packet that proves itself. */
    static boolean findAnywhere(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        int at = ip.payload;
        boolean valid = ip.has(at, HEADER + ETHERNET_HEADER + HEADER)
                && frame.i32(at) == PLAIN
                && frame.u8(at + 7) == 0
                && (frame.u16(at + HEADER + 12) == EtherTypes.IPV4 || frame.u16(at + HEADER + 12) == EtherTypes.IPV6)
                && IpLikeness.isProven(frame, at + HEADER + ETHERNET_HEADER, ip.wireEnd);
        if (valid) {
            ethernet(frame, at, tunnel);
        }
        return valid;
    }

    private static void ethernet(Bytes frame, int at, TunnelHeader tunnel) {
        tunnel.found("VXLAN", frame.u24(at + 4));
        EthernetLayers.ethernet(frame, at + HEADER, tunnel.inner);
    }
}
