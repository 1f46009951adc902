package io.wadi.packet;

import io.wadi.net.Bytes;

/** What a tunnel's header says: its kind, its number, and where the packet inside starts. Reused. */
final class TunnelHeader {

    /** Value of {@link #id} for a tunnel without a number. */
    static final long NO_ID = -1;

    /** Name of the tunnel's kind. */
    String type;

    /** The tunnel's own number, or {@link #NO_ID}. */
    long id;

    /** Where the packet inside starts; {@link LinkHeader#NOT_IP} where the inside is not IP. */
    final LinkHeader inner = new LinkHeader();

    /** Takes the kind and the number of a tunnel that was found. */
    void found(String kind, long number) {
        type = kind;
        id = number;
        inner.reset(kind);
    }

    /** The inside is IP of whichever version its first half byte says, or not IP. */
    void ipOrOther(Bytes frame, int at, int end) {
        int version = at < end ? frame.u8(at) >>> 4 : LinkHeader.NOT_IP;
        if (version == 4 || version == 6) {
            inner.ip(at, version);
        }
    }
}
