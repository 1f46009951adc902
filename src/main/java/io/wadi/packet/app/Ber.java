package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Steps over the elements of ASN.1's basic encoding rules (ITU-T X.690), those with a tag of one byte. */
final class Ber {

    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int SEQUENCE = 0x30;

    private Ber() {}

    /** Where the content of the element starts, or -1 where its length is not there or beyond 32 bits. */
    static int content(Bytes payload, int at) {
        if (!payload.has(at, 2)) {
            return -1;
        }
        int first = payload.u8(at + 1);
        int more = first < 0x80 ? 0 : first & 0x7f;
        return more <= 4 && payload.has(at + 2, more) ? at + 2 + more : -1;
    }

    /** Where the element ends, or -1 where its length is not there or beyond the payload. */
    static int end(Bytes payload, int at) {
        int content = content(payload, at);
        if (content < 0) {
            return -1;
        }
        long length = content == at + 2 ? payload.u8(at + 1) : 0;
        for (int i = at + 2; i < content; i++) {
            length = length << 8 | payload.u8(i);
        }
        return length <= payload.length() - content ? content + (int) length : -1;
    }
}
