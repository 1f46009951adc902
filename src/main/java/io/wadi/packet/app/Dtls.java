package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * DTLS 1.0 and 1.2 (RFC 6347), and unencrypted records of 1.3 (RFC 9147). Reads the server name of the ClientHello, which
 * may be in several datagrams.
 */
final class Dtls implements ApplicationDecoder {

    private static final int RECORD_HEADER = 13;
    private static final int OLD = 0x0100;
    private static final int HANDSHAKE = 22;
    private static final int LONGEST_RECORD = 16384 + 2048;

    private final DtlsFragments fragments;

    /** Creates a decoder that keeps ClientHellos of several datagrams in these streams. */
    Dtls(StreamTable streams) {
        fragments = new DtlsFragments(streams);
    }

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
        if (payload.u8(0) == HANDSHAKE) {
            handshake(payload, context);
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

    /** The records of a datagram up to the first that is not an unencrypted handshake; encrypted ones have another epoch. */
    private void handshake(Bytes payload, ApplicationContext context) {
        int at = 0;
        while (payload.has(at, RECORD_HEADER) && payload.u8(at) == HANDSHAKE && payload.u16(at + 3) == 0) {
            int length = payload.u16(at + 11);
            fragments.read(payload, at + RECORD_HEADER, length, context);
            at += RECORD_HEADER + length;
        }
    }
}
