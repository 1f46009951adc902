package io.wadi.packet;

import io.wadi.net.Bytes;
import io.wadi.net.IpAddress;

/** Reads IPv4 (RFC 791) and IPv6 (RFC 8200) headers. */
final class IpHeaders {

    private static final int V4_HEADER = 20;
    private static final int V6_HEADER = 40;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int OFFSET_MASK = 0x1fff;
    private static final int HOP_BY_HOP = 0;

    private IpHeaders() {}

    /**
     * Reads the headers of an IP packet up to its transport header.
     *
     * @param version 4 or 6
     * @param ip reset to the position of the packet; receives the result
     * @return {@link Outcome#DECODED}, or the reason of rejection
     */
    static Outcome read(Bytes frame, int version, IpPacket ip) {
        Outcome outcome = version == 4 ? readV4(frame, ip) : readV6(frame, ip);
        if (outcome == Outcome.DECODED && !ip.isLaterFragment()) {
            Transports.read(frame, ip);
        }
        return outcome;
    }

    private static Outcome readV4(Bytes frame, IpPacket ip) {
        int at = ip.start;
        if (!ip.has(at, V4_HEADER)) {
            return Outcome.REJECTED_TRUNCATED;
        }
        int first = frame.u8(at);
        int header = (first & 0xf) * 4;
        if (first >>> 4 != 4 || header < V4_HEADER) {
            return Outcome.REJECTED_MALFORMED;
        }
        if (!ip.has(at, header)) {
            return Outcome.REJECTED_TRUNCATED;
        }
        int total = frame.u16(at + 2);
        int size = total == 0 ? ip.wireEnd - at : total;
        if (size < header || isTooLong(size)) {
            return Outcome.REJECTED_MALFORMED;
        }
        ip.size(size);
        fillV4(frame, ip, at + header);
        return Outcome.DECODED;
    }

    private static void fillV4(Bytes frame, IpPacket ip, int next) {
        int at = ip.start;
        ip.ttl = frame.u8(at + 8);
        ip.fragmentProtocol = frame.u8(at + 9);
        ip.src = IpAddress.v4(frame.i32(at + 12));
        ip.dst = IpAddress.v4(frame.i32(at + 16));
        fragmentV4(frame, at, next, ip);
        ip.next(frame.u8(at + 9), next);
        ExtensionHeaders.skipAuthentication(frame, ip);
    }

    private static void fragmentV4(Bytes frame, int at, int next, IpPacket ip) {
        int bits = frame.u16(at + 6);
        if ((bits & (MORE_FRAGMENTS | OFFSET_MASK)) != 0) {
            ip.fragment =
                    new Packet.Fragment(frame.u16(at + 4), (bits & OFFSET_MASK) * 8, (bits & MORE_FRAGMENTS) != 0);
            ip.fragmentable = next;
            ip.firstHeader = frame.u8(at + 9);
        }
    }

    /**
     * The size of a packet whose header does not state it: that of the jumbo option (RFC 2675), otherwise all bytes on
     * the wire, because segmentation offload leaves the length 0 (Linux BIG TCP).
     */
    private static long longSize(Bytes frame, int next, IpPacket ip) {
        long jumbo = next == HOP_BY_HOP
                ? ExtensionHeaders.jumboLength(frame, ip.start + V6_HEADER, ip)
                : ExtensionHeaders.NO_JUMBO;
        return jumbo == ExtensionHeaders.NO_JUMBO ? ip.wireEnd - ip.start : V6_HEADER + jumbo;
    }

    private static boolean isTooLong(long size) {
        return size > Packet.MOST_SIZE;
    }

    private static Outcome readV6(Bytes frame, IpPacket ip) {
        int at = ip.start;
        if (!ip.has(at, V6_HEADER)) {
            return Outcome.REJECTED_TRUNCATED;
        }
        if (frame.u8(at) >>> 4 != 6) {
            return Outcome.REJECTED_MALFORMED;
        }
        int next = frame.u8(at + 6);
        long size = V6_HEADER + (long) frame.u16(at + 4);
        if (size == V6_HEADER && next != ExtensionHeaders.NO_NEXT_HEADER) {
            size = longSize(frame, next, ip);
        }
        if (isTooLong(Math.min(size, ip.wireEnd - at))) {
            return Outcome.REJECTED_MALFORMED;
        }
        ip.size((int) Math.min(size, Integer.MAX_VALUE));
        ip.ttl = frame.u8(at + 7);
        ip.src = IpAddress.v6(frame.i64(at + 8), frame.i64(at + 16));
        ip.dst = IpAddress.v6(frame.i64(at + 24), frame.i64(at + 32));
        ip.next(next, at + V6_HEADER);
        ExtensionHeaders.skip(frame, ip);
        return Outcome.DECODED;
    }
}
