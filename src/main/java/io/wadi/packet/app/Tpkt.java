package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Reads the frame of ISO protocols over TCP (RFC 1006), and the type of the COTP packet in it (RFC 905). */
final class Tpkt {

    /** COTP connection request. */
    static final int CONNECT = 0xe0;

    /** COTP data. */
    static final int DATA = 0xf0;

    private static final int VERSION = 3;

    private Tpkt() {}

    /** Whether the payload starts with a frame that contains a COTP packet. */
    static boolean isFrame(Bytes payload) {
        return payload.has(0, 6) && payload.u16(0) == VERSION << 8 && payload.u16(2) >= 7;
    }

    static int type(Bytes payload) {
        return payload.u8(5);
    }
}
