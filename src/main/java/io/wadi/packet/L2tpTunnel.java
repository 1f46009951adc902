package io.wadi.packet;

import io.wadi.net.Bytes;

/** L2TP version 2 (RFC 2661): PPP frames over UDP. Control messages carry no frame and are not a tunnel. */
final class L2tpTunnel {

    private static final int CONTROL = 0x8000;
    private static final int LENGTH = 0x4000;
    private static final int SEQUENCE = 0x0800;
    private static final int OFFSET = 0x0200;
    private static final int RESERVED = 0x34f0;
    private static final int VERSION_MASK = 0xf;

    private L2tpTunnel() {}

    static boolean find(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        int start = ip.payload;
        if (!ip.has(start, 6)) {
            return false;
        }
        int flags = frame.u16(start);
        boolean data = (flags & VERSION_MASK) == 2 && (flags & (CONTROL | RESERVED)) == 0;
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
}
