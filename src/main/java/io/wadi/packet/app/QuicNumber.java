package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Reads QUIC's variable-length integers (RFC 9000 section 16). The position -1 means the end of the data. */
final class QuicNumber {

    private QuicNumber() {}

    /** The integer at this position; -1 if it is incomplete. */
    static long read(Bytes bytes, int at) {
        int end = skip(bytes, at);
        if (end < 0) {
            return -1;
        }
        long value = bytes.u8(at) & 0x3f;
        for (int i = at + 1; i < end; i++) {
            value = value << 8 | bytes.u8(i);
        }
        return value;
    }

    /** The position after the integer at this position; -1 if the integer is incomplete. */
    static int skip(Bytes bytes, int at) {
        if (at < 0 || !bytes.has(at, 1)) {
            return -1;
        }
        int length = 1 << (bytes.u8(at) >> 6);
        return bytes.has(at, length) ? at + length : -1;
    }
}
