package io.wadi.packet;

import io.wadi.net.Bytes;

/** GTP-U version 1 (3GPP TS 29.281), which carries user packets in mobile networks. */
final class GtpTunnel {

    private static final int HEADER = 8;
    private static final int VERSION_AND_KIND = 0xf0;
    private static final int VERSION_1_GTP = 0x30;
    private static final int OPTIONAL_FIELDS = 0x07;
    private static final int HAS_EXTENSION = 0x04;
    private static final int USER_PACKET = 255;

    private GtpTunnel() {}

    static boolean find(Bytes frame, IpPacket ip, TunnelHeader tunnel) {
        int at = ip.payload;
        boolean valid = ip.has(at, HEADER)
                && (frame.u8(at) & VERSION_AND_KIND) == VERSION_1_GTP
                && frame.u8(at + 1) == USER_PACKET
                && frame.u16(at + 2) <= ip.wireEnd - at - HEADER;
        if (valid) {
            tunnel.found("GTP-U", frame.u32(at + 4));
            tunnel.ipOrOther(frame, content(frame, at, ip.end), ip.end);
        }
        return valid;
    }

    /** Skips the optional fields and the extension headers, whose lengths are in units of four bytes. */
    private static int content(Bytes frame, int start, int end) {
        int flags = frame.u8(start);
        if ((flags & OPTIONAL_FIELDS) == 0) {
            return start + HEADER;
        }
        int at = start + HEADER + 4;
        int extension = (flags & HAS_EXTENSION) != 0 && at <= end ? frame.u8(at - 1) : 0;
        while (extension != 0 && at < end) {
            int length = frame.u8(at) * 4;
            if (length == 0 || at + length > end) {
                return end;
            }
            at += length;
            extension = frame.u8(at - 1);
        }
        return at;
    }
}
