package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** The ClientHello (CHLO) of Google's QUIC Crypto: a table of tags, one of which is the server name. */
final class GoogleHello {

    private static final int CHLO = 0x43484c4f;
    private static final int SNI = 0x534e4900;
    private static final int HEADER = 8;
    private static final int MOST_TAGS = 64;
    private static final int LONGEST_NAME = 255;

    private GoogleHello() {}

    /** Sets the server name of the first ClientHello at or after this position, if there is one. */
    static void leaveName(Bytes bytes, int from, ApplicationContext context) {
        int at = Text.indexOf(bytes, from, bytes.length(), "CHLO");
        if (at < 0 || !bytes.has(at, HEADER) || bytes.i32(at) != CHLO) {
            return;
        }
        int tags = bytes.u16le(at + 4);
        int start = 0;
        for (int i = 0; i < tags && i < MOST_TAGS && bytes.has(at + HEADER + i * 8, 8); i++) {
            int end = bytes.i32le(at + HEADER + i * 8 + 4);
            int value = at + HEADER + tags * 8 + start;
            if (bytes.i32(at + HEADER + i * 8) == SNI) {
                leave(bytes, value, end - start, context);
                return;
            }
            start = end;
        }
    }

    private static void leave(Bytes bytes, int at, int length, ApplicationContext context) {
        if (length > 0 && length <= LONGEST_NAME && bytes.has(at, length)) {
            context.host(bytes.text(at, length));
        }
    }
}
