package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * Google's QUIC before the IETF's (Chromium's QUIC wire layout specification): versions up to Q043 with a public
 * header, and Q044 to Q046 with a long header. Their first packets contain the ClientHello with the server name
 * unencrypted. A ClientHello after the server's first answer has no version, and is recognised by its content.
 */
final class GoogleQuic implements ApplicationDecoder {

    private static final int VERSION_FLAG = 0x01;
    private static final int CONNECTION_ID_FLAG = 0x08;
    private static final int LONG_HEADER = 0x80;
    private static final int AFTER_CONNECTION_ID = 9;
    private static final int HELLO_WITHIN = 68;

    @Override
    public String protocol() {
        return "QUIC";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this)
                .starting(0x09, 0x0d, 0x19, 0x1d, 0x29, 0x2d, 0x39, 0x3d, 0x08, 0x0c)
                .startingFrom(0xc0, 0xff);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        int flags = payload.u8(0);
        boolean longHeader = flags >= LONG_HEADER;
        if (!longHeader && (flags & CONNECTION_ID_FLAG) == 0) {
            return false;
        }
        int at = longHeader ? 1 : AFTER_CONNECTION_ID;
        boolean bearsVersion = longHeader || (flags & VERSION_FLAG) != 0;
        if (bearsVersion && !isVersion(payload, at)) {
            return false;
        }
        boolean hello = Text.indexOf(payload, at, at + HELLO_WITHIN, "CHLO") >= 0;
        if (hello) {
            GoogleHello.leaveName(payload, at, context);
        }
        return bearsVersion || hello;
    }

    private static boolean isVersion(Bytes payload, int at) {
        return payload.has(at, 4) && payload.u16(at) == 0x5130 && Text.isDigits(payload, at + 2, 2);
    }
}
