package io.wadi.packet;

import io.wadi.net.IpAddress;

/**
 * The parsed headers of one IP packet within a frame; reused. Positions are relative to the start of the frame.
 *
 * <p>{@code end} is the end of the readable data: the captured bytes without what follows the IP packet (padding,
 * trailers). {@code wireEnd} is the end of the packet on the wire.
 */
final class IpPacket {

    int start;
    int end;
    int wireEnd;
    IpAddress src;
    IpAddress dst;
    int ttl;
    int size;

    /** Whether the header states more bytes than were on the wire. */
    boolean overlong;

    /** Identifies the packet of a fragment, with its addresses and number: the protocol in IPv4, 0 in IPv6. */
    int fragmentProtocol;

    /** In a fragment, the start of what was fragmented, after the headers that every fragment has. */
    int fragmentable;

    /** In a fragment, the number of the first header of what was fragmented; only the first fragment decides. */
    int firstHeader;

    /** IANA protocol number of the transport; in IPv6, of the last header that is not an extension header. */
    int protocol;

    /** Start of the transport header. */
    int transport;

    /** Start of the transport's payload, if the transport is known; never after {@code end}. */
    int payload;

    Packet.Fragment fragment;
    int srcPort;
    int dstPort;
    Packet.Tcp tcp;
    Packet.Icmp icmp;

    /** Starts a new packet at this position. */
    void reset(int position, int limit, int wireLimit) {
        start = position;
        end = limit;
        wireEnd = wireLimit;
        overlong = false;
        fragment = null;
        fragmentProtocol = 0;
        srcPort = Packet.NO_PORT;
        dstPort = Packet.NO_PORT;
        tcp = null;
        icmp = null;
    }

    /** Applies the size in the header, which may exceed the captured bytes; the bytes on the wire limit it. */
    void size(int bytes) {
        overlong = bytes > wireEnd - start;
        size = Math.min(bytes, wireEnd - start);
        wireEnd = start + size;
        end = Math.min(end, wireEnd);
    }

    /** Sets the next header and its position. */
    void next(int number, int position) {
        protocol = number;
        transport = position;
        payload = Math.min(position, end);
    }

    /** Whether this many bytes of the packet were captured from {@code at}. */
    boolean has(int at, int count) {
        return at <= end - count;
    }

    /** Whether this is a fragment after the first one, without a transport header. */
    boolean isLaterFragment() {
        return fragment != null && fragment.offset() > 0;
    }
}
