package io.wadi.packet;

import io.wadi.net.Bytes;

/** Link layers of the capturing machine itself: an address family, or nothing, precedes the IP header. */
final class RawLayers {

    private static final int AF_INET = 2;
    private static final int LONGEST_802_3 = 1500;
    private static final int NFLOG_HEADER = 4;
    private static final int NFLOG_PAYLOAD = 9;
    private static final int NFLOG_TYPE_MASK = 0x7fff;

    private RawLayers() {}

    /** IP of either version from the first byte. */
    static void ip(Bytes frame, int at, LinkHeader out) {
        out.anyIp(frame, at);
    }

    /** IPv4 from the first byte. */
    static void ipv4(Bytes frame, int at, LinkHeader out) {
        out.ip(at, 4);
    }

    /** IPv6 from the first byte. */
    static void ipv6(Bytes frame, int at, LinkHeader out) {
        out.ip(at, 6);
    }

    /** BSD loopback: address family in the byte order of the capturing machine, which is unknown. */
    static void nullLoopback(Bytes frame, int at, LinkHeader out) {
        int value = frame.i32(at);
        boolean littleEndian = (value & 0xffff0000) != 0;
        family(frame, at + 4, littleEndian ? Integer.reverseBytes(value) : value, out);
    }

    /** OpenBSD loopback: address family in network byte order. */
    static void loop(Bytes frame, int at, LinkHeader out) {
        family(frame, at + 4, frame.i32(at), out);
    }

    /** OpenBSD's pf log: a header with its own length, which is padded to four bytes. */
    static void pflog(Bytes frame, int at, LinkHeader out) {
        int length = frame.u8(at) + 3 & ~3;
        family(frame, at + length, frame.u8(at + 1), out);
    }

    /** Address families of Linux, the BSDs, macOS and Windows; larger numbers are EtherTypes. */
    private static void family(Bytes frame, int at, int family, LinkHeader out) {
        switch (family) {
            case AF_INET -> out.ip(at, 4);
            case 10, 23, 24, 28, 30 -> out.ip(at, 6);
            default -> {
                if (family > LONGEST_802_3) {
                    EtherTypes.follow(frame, at, family, out);
                }
            }
        }
    }

    /** Linux netfilter log: attributes in the byte order of the capturing machine; one of them is the packet. */
    static void nflog(Bytes frame, int start, LinkHeader out) {
        int family = frame.u8(start);
        int at = start + NFLOG_HEADER;
        boolean littleEndian = frame.u16le(at) <= frame.u16(at);
        while (frame.has(at, 4)) {
            int length = littleEndian ? frame.u16le(at) : frame.u16(at);
            int type = (littleEndian ? frame.u16le(at + 2) : frame.u16(at + 2)) & NFLOG_TYPE_MASK;
            if (length < 4) {
                return;
            }
            if (type == NFLOG_PAYLOAD) {
                family(frame, at + 4, family, out);
                return;
            }
            at += length + 3 & ~3;
        }
    }
}
