package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** DTLS 1.0 and 1.2 (RFC 6347), and unencrypted records of 1.3 (RFC 9147). Reads the server name of the ClientHello. */
final class Dtls implements ApplicationDecoder {

    private static final int RECORD_HEADER = 13;
    private static final int HANDSHAKE_HEADER = 12;
    private static final int OLD = 0x0100;
    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int LONGEST_RECORD = 16384 + 2048;

    @Override
    public String protocol() {
        return "DTLS";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).startingFrom(20, 26);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, RECORD_HEADER)) {
            return false;
        }
        int length = payload.u16(11);
        if (length == 0 || length > LONGEST_RECORD || !isVersion(payload)) {
            return false;
        }
        if (isClientHello(payload)) {
            int name = ClientHello.serverName(payload, RECORD_HEADER + HANDSHAKE_HEADER, true);
            if (name >= 0) {
                context.host(ClientHello.text(payload, name));
            }
        }
        return true;
    }

    /** DTLS 1.0, 1.2 and 1.3; or OpenSSL's old version number, which is not sufficient alone. */
    private static boolean isVersion(Bytes payload) {
        int version = payload.u16(1);
        return version == 0xfeff || version == 0xfefd || version == 0xfefc || version == OLD && isFilled(payload);
    }

    /** Whether records with the old version number fill the whole datagram. */
    private static boolean isFilled(Bytes payload) {
        int at = 0;
        while (payload.has(at, RECORD_HEADER) && payload.u16(at + 1) == OLD) {
            at += RECORD_HEADER + payload.u16(at + 11);
        }
        return at == payload.length();
    }

    private static boolean isClientHello(Bytes payload) {
        return payload.u8(0) == HANDSHAKE
                && payload.has(RECORD_HEADER, HANDSHAKE_HEADER)
                && payload.u8(RECORD_HEADER) == CLIENT_HELLO
                && payload.u24(RECORD_HEADER + 6) == 0;
    }
}
