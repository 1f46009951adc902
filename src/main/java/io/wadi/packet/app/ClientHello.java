package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Finds the server name (RFC 6066 section 3) in a ClientHello of TLS (RFC 8446 section 4.1.2) or DTLS (RFC 9147). */
final class ClientHello {

    /** The ClientHello has no server name, or is malformed. */
    static final int ABSENT = -1;

    /** The bytes end before the server name, or before it is certain that there is none. */
    static final int CUT_SHORT = -2;

    private static final int VERSION_AND_RANDOM = 34;
    private static final int SERVER_NAME = 0;
    private static final int LONGEST_NAME = 255;
    private static final int LIST_AND_NAME_HEADER = 5;

    private ClientHello() {}

    /**
     * Finds the 16-bit length of the server name, which precedes the name.
     *
     * @param hello bytes with the ClientHello
     * @param from start of the ClientHello, after the handshake header
     * @param cookie whether a cookie follows the session id, as in DTLS
     * @return a position, or {@link #ABSENT} or {@link #CUT_SHORT}
     */
    static int serverName(Bytes hello, int from, boolean cookie) {
        int at = skip8(hello, from + VERSION_AND_RANDOM);
        at = cookie ? skip8(hello, at) : at;
        at = skip16(hello, at);
        at = skip8(hello, at);
        if (at < 0 || !hello.has(at, 2)) {
            return CUT_SHORT;
        }
        return inExtensions(hello, at + 2, at + 2 + hello.u16(at));
    }

    private static int skip8(Bytes hello, int at) {
        return at >= 0 && hello.has(at, 1) ? at + 1 + hello.u8(at) : CUT_SHORT;
    }

    private static int skip16(Bytes hello, int at) {
        return at >= 0 && hello.has(at, 2) ? at + 2 + hello.u16(at) : CUT_SHORT;
    }

    private static int inExtensions(Bytes hello, int from, int end) {
        int at = from;
        while (at + 4 <= end) {
            if (!hello.has(at, 4)) {
                return CUT_SHORT;
            }
            if (hello.u16(at) == SERVER_NAME) {
                return inList(hello, at + 4, hello.u16(at + 2));
            }
            at += 4 + hello.u16(at + 2);
        }
        return at >= end ? ABSENT : CUT_SHORT;
    }

    /** The first name of the list in an extension of this size, which must hold the whole name. */
    private static int inList(Bytes hello, int at, int size) {
        if (size < LIST_AND_NAME_HEADER) {
            return ABSENT;
        }
        if (!hello.has(at, LIST_AND_NAME_HEADER)) {
            return CUT_SHORT;
        }
        int length = hello.u16(at + 3);
        if (hello.u8(at + 2) != 0 || length == 0 || length > Math.min(LONGEST_NAME, size - LIST_AND_NAME_HEADER)) {
            return ABSENT;
        }
        return hello.has(at + 5, length) ? at + 3 : CUT_SHORT;
    }

    /** The name at a position from {@link #serverName}. */
    static String text(Bytes hello, int at) {
        return hello.text(at + 2, hello.u16(at));
    }
}
