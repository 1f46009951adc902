package io.wadi.packet;

import io.wadi.net.Bytes;

/** Whether bytes are an IP header, where nothing before them says so. */
final class IpLikeness {

    private static final int V4_HEADER = 20;
    private static final int V6_HEADER = 40;
    private static final int ETHERNET_HEADER = 14;
    private static final int TYPE_IN_ETHERNET = 12;

    private IpLikeness() {}

    /**
     * Whether the header is consistent with the bytes on the wire: version, header length, total length.
     *
     * @throws IndexOutOfBoundsException if the captured bytes end within these fields
     */
    static boolean isPossible(Bytes frame, int at, int wireEnd) {
        int version = frame.has(at, 1) ? frame.u8(at) >>> 4 : 0;
        if (version == 4) {
            int header = v4Header(frame, at);
            int total = frame.u16(at + 2);
            return header >= V4_HEADER && (total == 0 || total >= header) && total <= wireEnd - at;
        }
        return version == 6 && V6_HEADER + frame.u16(at + 4) <= wireEnd - at;
    }

    /**
     * Whether the header proves itself: by the checksum of IPv4, or by a length of IPv6 that is exactly that of the
     * bytes on the wire.
     */
    static boolean isProven(Bytes frame, int at, int wireEnd) {
        if (!isPossible(frame, at, wireEnd)) {
            return false;
        }
        return frame.u8(at) >>> 4 == 4
                ? hasChecksum(frame, at)
                : frame.u16(at + 4) > 0 && V6_HEADER + frame.u16(at + 4) == wireEnd - at;
    }

    /** Whether an Ethernet header leads to a VLAN tag or to an IP header. */
    static boolean isAfterEthernet(Bytes frame, int at, int wireEnd) {
        if (!frame.has(at, ETHERNET_HEADER)) {
            return false;
        }
        int content = at + ETHERNET_HEADER;
        return switch (frame.u16(at + TYPE_IN_ETHERNET)) {
            case EtherTypes.IPV4, EtherTypes.IPV6 -> isPossible(frame, content, wireEnd);
            case EtherTypes.VLAN, EtherTypes.SERVICE_VLAN -> true;
            default -> false;
        };
    }

    /** Whether the payload of a UDP datagram is an IP packet of exactly its length, which proves itself. */
    static boolean fills(Bytes frame, IpPacket udp) {
        int at = udp.payload;
        if (!udp.has(at, V4_HEADER)) {
            return false;
        }
        return switch (frame.u8(at) >>> 4) {
            case 4 -> frame.u16(at + 2) == udp.wireEnd - at && isProven(frame, at, udp.wireEnd);
            case 6 -> isProven(frame, at, udp.wireEnd) && isCommonV6(frame, at);
            default -> false;
        };
    }

    /** IPv6 has no checksum: a known next header, unicast source. */
    private static boolean isCommonV6(Bytes frame, int at) {
        boolean known =
                switch (frame.u8(at + 6)) {
                    case 0, 4, 6, 17, 41, 43, 44, 47, 50, 51, 58, 60, 132 -> true;
                    default -> false;
                };
        int source = frame.u8(at + 8);
        return known && frame.u8(at + 7) > 0 && (source >>> 5 == 1 || source == 0xfd || source == 0xfe);
    }

    private static int v4Header(Bytes frame, int at) {
        return (frame.u8(at) & 0xf) * 4;
    }

    /** The checksum of RFC 1071 over the whole header. */
    private static boolean hasChecksum(Bytes frame, int at) {
        int length = v4Header(frame, at);
        if (!frame.has(at, length)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < length; i += 2) {
            sum += frame.u16(at + i);
        }
        return (sum & 0xffff) + (sum >>> 16) == 0xffff;
    }
}
