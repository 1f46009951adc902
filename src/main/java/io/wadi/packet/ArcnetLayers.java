package io.wadi.packet;

import io.wadi.net.Bytes;

/** ARCnet: addresses of one byte, a protocol, and with the newer protocols (RFC 1201) numbers for fragments. */
final class ArcnetLayers {

    private static final int IP = 212;
    private static final int IPV6 = 196;
    private static final int OLD_IP = 240;
    private static final int OLD_ARP = 241;
    private static final int EXCEPTION = 0xff;
    private static final int NUMBERS = 3;

    private ArcnetLayers() {}

    /** As BSD captures it. */
    static void bsd(Bytes frame, int at, LinkHeader out) {
        protocol(frame, at + 2, out);
    }

    /** As Linux captures it: two bytes more before the protocol. */
    static void linux(Bytes frame, int at, LinkHeader out) {
        protocol(frame, at + 4, out);
    }

    /** A frame too long for one packet of ARCnet, but not for two, has an exception header before its own. */
    private static void protocol(Bytes frame, int at, LinkHeader out) {
        int type = frame.u8(at);
        if (type == OLD_IP) {
            out.ip(at + 1, 4);
        } else if (type != OLD_ARP) {
            int numbers = frame.u8(at + 1) == EXCEPTION ? at + 1 + NUMBERS + 1 : at + 1;
            boolean later = frame.u8(numbers) != 0 && (frame.u8(numbers) & 1) == 0;
            content(type, later, numbers + NUMBERS, out);
        }
    }

    /** Odd numbers are first fragments, even ones further fragments (RFC 1201). */
    private static void content(int type, boolean laterFragment, int at, LinkHeader out) {
        if (!laterFragment && (type == IP || type == IPV6)) {
            out.ip(at, type == IP ? 4 : 6);
        }
    }
}
