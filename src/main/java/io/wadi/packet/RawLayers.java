package io.wadi.packet;

import io.wadi.net.Bytes;

/** Link layers of the capturing machine itself: an address family, or nothing, precedes the IP header. */
final class RawLayers {

    private static final int AF_INET = 2;
    private static final int SOLARIS_INET6 = 26;
    private static final int PKTAP_PACKET = 1;
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

    /** OpenBSD's decrypted packets of IPsec: address family in either byte order, parameter index, flags. */
    static void encapsulated(Bytes frame, int at, LinkHeader out) {
        int value = frame.i32(at);
        boolean littleEndian = (value & 0xffff0000) != 0;
        family(frame, at + 12, littleEndian ? Integer.reverseBytes(value) : value, out);
    }

    /** Solaris: the address family in the second of 24 bytes. */
    static void ipnet(Bytes frame, int at, LinkHeader out) {
        int family = frame.u8(at + 1);
        family(frame, at + 24, family == SOLARIS_INET6 ? 24 : family, out);
    }

    /** IP over InfiniBand (RFC 4391): global routing header, EtherType, two reserved bytes. */
    static void infiniband(Bytes frame, int at, LinkHeader out) {
        EtherTypes.follow(frame, at + 44, frame.u16(at + 40), out);
    }

    /** IP over IEEE 1394 (RFC 2734) as macOS captures it: two addresses of eight bytes, EtherType. */
    static void firewire(Bytes frame, int at, LinkHeader out) {
        EtherTypes.follow(frame, at + 18, frame.u16(at + 16), out);
    }

    /** Symantec's firewall: 44 bytes, with an EtherType after the first six. */
    static void symantec(Bytes frame, int at, LinkHeader out) {
        EtherTypes.follow(frame, at + 44, frame.u16(at + 6), out);
    }

    /** Apple's header for all interfaces: little-endian length, kind, and link type of its content. */
    static void pktap(Bytes frame, int at, LinkHeader out) {
        int linkType = frame.i32le(at + 8);
        LinkLayers.Entry inner = frame.i32le(at + 4) == PKTAP_PACKET ? LinkLayers.of(linkType) : null;
        if (inner != null && out.enter()) {
            out.type = inner.type();
            out.skipped = FrameKind.linkType(linkType);
            inner.layer().read(frame, at + frame.i32le(at), out);
        }
    }

    /** Address families of Linux, the BSDs, macOS and Windows; larger numbers are EtherTypes. */
    private static void family(Bytes frame, int at, int family, LinkHeader out) {
        out.skipped = FrameKind.family(family);
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
