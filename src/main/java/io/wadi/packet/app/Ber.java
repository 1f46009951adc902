package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Reads elements of ASN.1's basic encoding rules (ITU-T X.690) with tags of one byte. */
final class Ber {

    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int SEQUENCE = 0x30;

    private Ber() {}

    /** Start of the element's content; -1 if the length was not captured or has more than 32 bits. */
    static int content(Bytes payload, int at) {
        if (!payload.has(at, 2)) {
            return -1;
        }
        int first = payload.u8(at + 1);
        int more = first < 0x80 ? 0 : first & 0x7f;
        return more <= 4 && payload.has(at + 2, more) ? at + 2 + more : -1;
    }

    /** End of the element; -1 if the length was not captured or exceeds the payload. */
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
