package io.wadi.packet.app;

import io.wadi.packet.ApplicationContext;
import io.wadi.packet.ApplicationDecoder;
import io.wadi.packet.Bytes;

/**
 * Google's QUIC before the IETF's: Q0xx up to Q043 with its public header, and Q044 to Q046 with a long header; their
 * first packets carry the client hello and its server name in clear (the QUIC wire layout specification of Chromium).
 */
public final class GoogleQuic implements ApplicationDecoder {

    private static final int VERSION_FLAG = 0x01;
    private static final int CONNECTION_ID_FLAG = 0x08;
    private static final int LONG_HEADER = 0x80;
    private static final int HELLO_WITHIN = 64;

    @Override
    public String protocol() {
        return "QUIC";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        int flags = payload.u8(0);
        int versionAt = flags >= LONG_HEADER ? 1 : 9;
        boolean publicHeader = (flags & VERSION_FLAG) != 0 && (flags & CONNECTION_ID_FLAG) != 0;
        if (flags < LONG_HEADER && !publicHeader || !isVersion(payload, versionAt)) {
            return false;
        }
        if (Text.indexOf(payload, versionAt + 4, versionAt + HELLO_WITHIN, "CHLO") >= 0) {
            GoogleHello.leaveName(payload, versionAt + 4, context);
        }
        return true;
    }

    private static boolean isVersion(Bytes payload, int at) {
        return payload.has(at, 4) && payload.u16(at) == 0x5130 && Text.isDigits(payload, at + 2, 2);
    }
}
