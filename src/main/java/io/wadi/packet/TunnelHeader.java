package io.wadi.packet;

import io.wadi.net.Bytes;

/** The parsed header of a tunnel: its kind, its number, and the start of the inner packet. Reused. */
final class TunnelHeader {

    /** Value of {@link #id} for a tunnel without a number. */
    static final long NO_ID = -1;

    /** Name of the tunnel's kind. */
    String type;

    /** The tunnel's number, or {@link #NO_ID}. */
    long id;

    /** Start of the inner packet; {@link LinkHeader#NOT_IP} if the content is not IP. */
    final LinkHeader inner = new LinkHeader();

    /** Sets kind and number of a tunnel. */
    void found(String kind, long number) {
        type = kind;
        id = number;
        inner.reset(kind, inner.wireEnd);
    }

    /** Notes that the content is IP, if its first four bits are a version, or not IP. */
    void ipOrOther(Bytes frame, int at, int end) {
        int version = at < end ? frame.u8(at) >>> 4 : LinkHeader.NOT_IP;
        if (version == 4 || version == 6) {
            inner.ip(at, version);
        }
    }
}
