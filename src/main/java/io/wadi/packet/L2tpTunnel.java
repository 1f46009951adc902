package io.wadi.packet;

import io.wadi.net.Bytes;

/**
 * L2TP: version 2 (RFC 2661) has PPP frames over UDP; version 3 (RFC 3931) has frames of any kind over UDP or IP.
 * Control messages carry no frame and are not a tunnel. Reserved bits are ignored.
 */
final class L2tpTunnel {

    private static final int CONTROL = 0x8000;
    private static final int LENGTH = 0x4000;
    private static final int SEQUENCE = 0x0800;
    private static final int OFFSET = 0x0200;
    private static final int V3_UDP_HEADER = 4;
    private static final int PROVABLE = 20;
    private static final int[] V3_BEFORE_FRAME = {0, 4, 8, 12};
    private static final int VERSION_MASK = 0xf;

    private L2tpTunnel() {}

    static boolean find(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        int start = ip.payload;
        if (!ip.has(start, 6)) {
            return false;
        }
        int flags = frame.u16(start);
        if ((flags & VERSION_MASK) == 3 && (flags & CONTROL) == 0) {
            return version3(frame, ip, start + V3_UDP_HEADER, tunnel);
        }
        boolean data = (flags & VERSION_MASK) == 2 && (flags & CONTROL) == 0;
        int ids = start + ((flags & LENGTH) != 0 ? 4 : 2);
        if (!data || !ip.has(ids, 4)) {
            return false;
        }
        tunnel.found("L2TP", frame.u16(ids + 2));
        int at = ids + 4 + ((flags & SEQUENCE) != 0 ? 4 : 0);
        if ((flags & OFFSET) != 0) {
            at += ip.has(at, 2) ? 2 + frame.u16(at) : 2;
        }
        if (ip.has(at, 1)) {
            PppLayers.ppp(frame, at, tunnel.inner);
        }
        return true;
    }

    /** Version 3 directly over IP; a control message has session 0. */
    static boolean overIp(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        return version3(frame, ip, ip.transport, tunnel);
    }

    /**
     * Reads a session. Only the control connection tells the length of the cookie (0, 4 or 8 bytes), whether a
     * sublayer of four bytes follows, and what the frame is: the first combination that leads to IP is taken.
     */
    private static boolean version3(Bytes frame, IpPacket ip, int at, TunnelHeader tunnel) {
        if (!ip.has(at, 4) || frame.i32(at) == 0) {
            return false;
        }
        tunnel.found("L2TP", frame.u32(at));
        for (int i = 0; i < V3_BEFORE_FRAME.length && tunnel.inner.version == LinkHeader.NOT_IP; i++) {
            content(frame, at + 4 + V3_BEFORE_FRAME[i], ip, tunnel);
        }
        return true;
    }

    private static void content(Bytes frame, int at, IpPacket ip, TunnelHeader tunnel) {
        if (IpLikeness.isAfterEthernet(frame, at, ip.wireEnd)) {
            EthernetLayers.ethernet(frame, at, tunnel.inner);
        } else if (isAfterPpp(frame, at, ip.wireEnd)) {
            PppLayers.ppp(frame, at, tunnel.inner);
        } else if (ip.has(at, PROVABLE) && IpLikeness.isProven(frame, at, ip.wireEnd)) {
            tunnel.inner.anyIp(frame, at);
        }
    }

    private static boolean isAfterPpp(Bytes frame, int at, int wireEnd) {
        return frame.has(at, 4 + PROVABLE) && frame.u16(at) == 0xff03 && IpLikeness.isProven(frame, at + 4, wireEnd);
    }
}
