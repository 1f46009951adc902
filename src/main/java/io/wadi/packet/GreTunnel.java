package io.wadi.packet;

import io.wadi.net.Bytes;

/** GRE (RFC 2784, RFC 2890), its PPTP variant (RFC 2637), and ERSPAN (draft-foschiano-erspan) on top of it. */
final class GreTunnel {

    private static final int CHECKSUM = 0x8000;
    private static final int ROUTING = 0x4000;
    private static final int KEY = 0x2000;
    private static final int SEQUENCE = 0x1000;
    private static final int ACKNOWLEDGE = 0x0080;
    private static final int VERSION_MASK = 7;
    private static final int SMALLEST_ETHER_TYPE = 0x600;
    private static final int ERSPAN = 0x88be;
    private static final int ERSPAN_III = 0x22eb;
    private static final int ERSPAN_III_SUBHEADER = 1;
    private static final int SESSION_MASK = 0x3ff;

    private GreTunnel() {}

    static boolean find(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        int at = ip.transport;
        if (!ip.has(at, 4)) {
            return false;
        }
        int flags = frame.u16(at);
        int length = length(flags);
        if ((flags & VERSION_MASK) > 1 || !ip.has(at, length)) {
            return false;
        }
        if ((flags & VERSION_MASK) == 1) {
            pptp(frame, ip, length, tunnel);
        } else {
            generic(frame, ip, length, tunnel);
        }
        return true;
    }

    private static int length(int flags) {
        int length = 4;
        length += (flags & (CHECKSUM | ROUTING)) != 0 ? 4 : 0;
        length += (flags & KEY) != 0 ? 4 : 0;
        length += (flags & SEQUENCE) != 0 ? 4 : 0;
        boolean acknowledges = (flags & VERSION_MASK) == 1 && (flags & ACKNOWLEDGE) != 0;
        return acknowledges ? length + 4 : length;
    }

    /** The lower half of the key is the call id. A packet without a sequence number is only an acknowledgement. */
    private static void pptp(Bytes frame, IpPacket ip, int length, TunnelHeader tunnel) {
        int flags = frame.u16(ip.transport);
        tunnel.found("GRE", (flags & KEY) != 0 ? frame.u16(ip.transport + 6) : TunnelHeader.NO_ID);
        if ((flags & SEQUENCE) != 0 && ip.has(ip.transport + length, 1)) {
            PppLayers.ppp(frame, ip.transport + length, tunnel.inner);
        }
    }

    private static void generic(Bytes frame, IpPacket ip, int length, TunnelHeader tunnel) {
        int at = ip.transport;
        int flags = frame.u16(at);
        int type = frame.u16(at + 2);
        int content = at + length;
        if (type == ERSPAN || type == ERSPAN_III) {
            erspan(frame, content, type, (flags & SEQUENCE) != 0, tunnel);
            return;
        }
        int key = at + ((flags & (CHECKSUM | ROUTING)) != 0 ? 8 : 4);
        tunnel.found("GRE", (flags & KEY) != 0 ? frame.u32(key) : TunnelHeader.NO_ID);
        if ((flags & ROUTING) == 0 && type >= SMALLEST_ETHER_TYPE && ip.has(content, 1)) {
            EtherTypes.follow(frame, content, type, tunnel.inner);
        }
    }

    /** Type I has no header and no sequence number in GRE; type II has 8 bytes; type III has 12 or 20 bytes. */
    private static void erspan(Bytes frame, int at, int type, boolean sequence, TunnelHeader tunnel) {
        int header = type == ERSPAN_III ? 12 : sequence ? 8 : 0;
        tunnel.found("ERSPAN", header > 0 && frame.has(at, 4) ? frame.u16(at + 2) & SESSION_MASK : TunnelHeader.NO_ID);
        if (type == ERSPAN_III && (frame.u8(at + 11) & ERSPAN_III_SUBHEADER) != 0) {
            header += 8;
        }
        EthernetLayers.ethernet(frame, at + header, tunnel.inner);
    }
}
