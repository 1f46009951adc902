package io.wadi.packet;

import io.wadi.net.Bytes;

/** Follows the chain of IPv6 extension headers (RFC 8200), and IPsec's authentication header (RFC 4302) in IPv4 too. */
final class ExtensionHeaders {

    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    /** Number of the header after which nothing follows. */
    static final int NO_NEXT_HEADER = 59;

    /** Result of {@link #jumboLength} without a jumbo option. */
    static final long NO_JUMBO = -1;

    private static final int DESTINATION = 60;
    private static final int MOBILITY = 135;
    private static final int HOST_IDENTITY = 139;
    private static final int SHIM6 = 140;
    private static final int SHORTEST = 8;
    private static final int OPTION_PAD1 = 0;
    private static final int OPTION_JUMBO = 0xc2;

    private ExtensionHeaders() {}

    /**
     * Moves to the first header that is not an extension header. If the capture ends before, the first header that
     * could not be read is the transport. A mobility, HIP or Shim6 header without a next header is the transport too,
     * because it is the message itself.
     */
    static void skip(Bytes frame, IpPacket ip) {
        while (isExtension(ip.protocol) && !ip.isLaterFragment() && ip.has(ip.transport, SHORTEST)) {
            int next = frame.u8(ip.transport);
            if (next == NO_NEXT_HEADER && ip.protocol >= MOBILITY) {
                return;
            }
            ip.next(next, ip.transport + step(frame, ip));
        }
    }

    /** Moves past an authentication header if one is next; the data that it protects is not encrypted. */
    static void skipAuthentication(Bytes frame, IpPacket ip) {
        while (ip.protocol == AUTHENTICATION && !ip.isLaterFragment() && ip.has(ip.transport, SHORTEST)) {
            ip.next(frame.u8(ip.transport), ip.transport + step(frame, ip));
        }
    }

    /** Whether the header of this number can precede a transport. */
    static boolean isExtension(int number) {
        return switch (number) {
            case HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION, MOBILITY, HOST_IDENTITY, SHIM6 -> true;
            default -> false;
        };
    }

    private static int step(Bytes frame, IpPacket ip) {
        int length = frame.u8(ip.transport + 1);
        return switch (ip.protocol) {
            case FRAGMENT -> {
                fragment(frame, ip);
                yield SHORTEST;
            }
            case AUTHENTICATION -> (length + 2) * 4;
            default -> (length + 1) * 8;
        };
    }

    private static void fragment(Bytes frame, IpPacket ip) {
        int bits = frame.u16(ip.transport + 2);
        ip.fragment = new Packet.Fragment(frame.u32(ip.transport + 4), bits & 0xfff8, (bits & 1) != 0);
        ip.fragmentable = ip.transport + SHORTEST;
        ip.firstHeader = frame.u8(ip.transport);
    }

    /** The payload length in the jumbo option (RFC 2675) of a hop-by-hop header, or {@link #NO_JUMBO}. */
    static long jumboLength(Bytes frame, int header, IpPacket ip) {
        if (!ip.has(header, SHORTEST)) {
            return NO_JUMBO;
        }
        int end = header + (frame.u8(header + 1) + 1) * 8;
        int at = header + 2;
        while (at + 6 <= end && ip.has(at, 6)) {
            int option = frame.u8(at);
            if (option == OPTION_JUMBO) {
                return frame.u32(at + 2);
            }
            at += option == OPTION_PAD1 ? 1 : 2 + frame.u8(at + 1);
        }
        return NO_JUMBO;
    }
}
