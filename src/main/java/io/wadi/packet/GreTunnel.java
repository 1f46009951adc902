package io.wadi.packet;

import io.wadi.net.Bytes;

/** GRE (RFC 2784, RFC 2890), its PPTP variant (RFC 2637), ERSPAN (draft-foschiano-erspan) and WCCP on top of it. */
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
    private static final int WCCP = 0x883e;
    private static final int WCCP_2_HEADER = 4;
    private static final int SESSION_MASK = 0x3ff;

    private GreTunnel() {}

    static boolean find(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        return find(frame, ip, ip.transport, "GRE", tunnel);
    }

    /**
     * Reads a header.
     *
     * @param name kind of the tunnel, unless it is ERSPAN
     */
    static boolean find(Bytes frame, IpPacket ip, int at, String name, TunnelHeader tunnel) {
        if (!ip.has(at, 4)) {
            return false;
        }
        int flags = frame.u16(at);
        int length = length(flags);
        if ((flags & VERSION_MASK) > 1 || !ip.has(at, length)) {
            return false;
        }
        if ((flags & VERSION_MASK) == 1) {
            tunnel.found(name, pptpCall(frame, at));
            pptp(frame, ip, at, length, tunnel);
        } else {
            tunnel.found(name, key(frame, at));
            generic(frame, ip, at, length, tunnel);
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

    /** The lower half of the key is the call id. */
    private static long pptpCall(Bytes frame, int at) {
        return (frame.u16(at) & KEY) != 0 ? frame.u16(at + 6) : TunnelHeader.NO_ID;
    }

    private static long key(Bytes frame, int at) {
        int flags = frame.u16(at);
        int key = at + ((flags & (CHECKSUM | ROUTING)) != 0 ? 8 : 4);
        return (flags & KEY) != 0 ? frame.u32(key) : TunnelHeader.NO_ID;
    }

    /** A packet without a sequence number is only an acknowledgement. */
    private static void pptp(Bytes frame, IpPacket ip, int at, int length, TunnelHeader tunnel) {
        if ((frame.u16(at) & SEQUENCE) != 0 && ip.has(at + length, 1)) {
            PppLayers.ppp(frame, at + length, tunnel.inner);
        }
    }

    private static void generic(Bytes frame, IpPacket ip, int at, int length, TunnelHeader tunnel) {
        int flags = frame.u16(at);
        int type = frame.u16(at + 2);
        int content = at + length;
        if (type == ERSPAN || type == ERSPAN_III) {
            erspan(frame, content, type, (flags & SEQUENCE) != 0, tunnel);
        } else if ((flags & ROUTING) != 0 || !ip.has(content, 1)) {
            return;
        } else if (type == WCCP) {
            wccp(frame, content, tunnel);
        } else if (type >= SMALLEST_ETHER_TYPE) {
            EtherTypes.follow(frame, content, type, tunnel.inner);
        }
    }

    /** WCCP: version 1 has IPv4 here, version 2 a header of four bytes before it, whose first bits are not those of IP. */
    private static void wccp(Bytes frame, int at, TunnelHeader tunnel) {
        int ip = frame.u8(at) >>> 4 == 4 ? at : at + WCCP_2_HEADER;
        tunnel.inner.anyIp(frame, ip);
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
