package io.wadi.packet;

import io.wadi.net.Bytes;

/** Teredo (RFC 4380): IPv6 in UDP, after an optional authentication and an optional origin indication. */
final class TeredoTunnel {

    private static final int AUTHENTICATION = 0x0001;
    private static final int AUTHENTICATION_FIXED = 13;
    private static final int ORIGIN = 0x0000;
    private static final int ORIGIN_LENGTH = 8;
    private static final int V6_HEADER = 40;

    private TeredoTunnel() {}

    static boolean find(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        int at = ip.payload;
        if (ip.has(at, 4) && frame.u16(at) == AUTHENTICATION) {
            at += AUTHENTICATION_FIXED + frame.u8(at + 2) + frame.u8(at + 3);
        }
        if (ip.has(at, 2) && frame.u16(at) == ORIGIN) {
            at += ORIGIN_LENGTH;
        }
        boolean valid =
                ip.has(at, V6_HEADER) && frame.u8(at) >>> 4 == 6 && frame.u16(at + 4) <= ip.wireEnd - at - V6_HEADER;
        if (valid) {
            tunnel.found("Teredo", TunnelHeader.NO_ID);
            tunnel.inner.ip(at, 6);
        }
        return valid;
    }
}
