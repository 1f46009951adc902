package io.wadi.packet;

import io.wadi.net.IpAddress;

/**
 * The headers of one IP packet within a frame, as read; reused. Positions count from the start of the frame.
 *
 * <p>{@code end} bounds what may be read: the captured bytes, less what lies behind the IP packet (padding, trailers).
 * {@code wireEnd} is where the packet ended on the wire.
 */
final class IpPacket {

    int start;
    int end;
    int wireEnd;
    IpAddress src;
    IpAddress dst;
    int ttl;
    int size;

    /** IANA protocol number of the transport; of IPv6, the last header that is not an extension header. */
    int protocol;

    /** Where the transport header starts. */
    int transport;

    /** Where the transport's payload starts, as far as the transport is known; never beyond {@code end}. */
    int payload;

    Packet.Fragment fragment;
    int srcPort;
    int dstPort;
    Packet.Tcp tcp;
    Packet.Icmp icmp;

    /** Starts a new packet: nothing is known but its place. */
    void reset(int position, int limit, int wireLimit) {
        start = position;
        end = limit;
        wireEnd = wireLimit;
        fragment = null;
        srcPort = Packet.NO_PORT;
        dstPort = Packet.NO_PORT;
        tcp = null;
        icmp = null;
    }

    /** Takes the size that the header states, which may be more than was captured, or even than was on the wire. */
    void size(int bytes) {
        size = bytes;
        wireEnd = Math.min(wireEnd, start + bytes);
        end = Math.min(end, wireEnd);
    }

    /** The next header and where it starts. */
    void next(int number, int position) {
        protocol = number;
        transport = position;
        payload = Math.min(position, end);
    }

    /** Whether this many bytes of the packet were captured from there on. */
    boolean has(int at, int count) {
        return at <= end - count;
    }

    /** Whether this is a fragment other than the first, which has no transport header. */
    boolean isLaterFragment() {
        return fragment != null && fragment.offset() > 0;
    }
}
