package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** QUIC's integers of variable length (RFC 9000 section 16). A position of -1 stands for the end and stays -1. */
final class QuicNumber {

    private QuicNumber() {}

    /** The integer at this place; -1 where it is not there whole. */
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

    /** The position after the integer at this place; -1 where it is not there whole. */
    static int skip(Bytes bytes, int at) {
        if (at < 0 || !bytes.has(at, 1)) {
            return -1;
        }
        int length = 1 << (bytes.u8(at) >> 6);
        return bytes.has(at, length) ? at + length : -1;
    }
}
