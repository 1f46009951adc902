package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * TLS and SSL 2/3 (RFC 8446, RFC 6101): the record header. Reads the server name of the ClientHello, which may be in
 * several records.
 */
final class Tls implements ApplicationDecoder {

    static final String NAME = "TLS";

    private static final int RECORD_HEADER = TlsRecords.HEADER;
    private static final int HANDSHAKE_HEADER = 4;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int ALERT = 21;
    private static final int LAST_TYPE = 24;
    private static final int SSL_2 = 0x80;
    private static final int HANDSHAKE = TlsRecords.HANDSHAKE;
    private static final int CLIENT_HELLO = 1;

    private final TlsRecords records = new TlsRecords();
    private final Bytes hello = new Bytes();

    @Override
    public String protocol() {
        return NAME;
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).startingFrom(CHANGE_CIPHER_SPEC, LAST_TYPE).startingFrom(SSL_2, 0xff);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        int first = payload.u8(0);
        if (first >= SSL_2) {
            return isSsl2Hello(payload);
        }
        if (payload.length() < RECORD_HEADER) {
            if (first <= HANDSHAKE && TlsRecords.mayStart(payload, 0)) {
                context.mayBegin(0);
            }
            return false;
        }
        if (!TlsRecords.isRecord(payload, 0) || first == CHANGE_CIPHER_SPEC && payload.u16(3) != 1) {
            return false;
        }
        int at = skipSmall(payload);
        if (at > payload.length()) {
            context.unfinished(0, false);
        } else if (isStartOfSmall(payload, at)) {
            context.unfinished(at, false);
        } else {
            handshake(payload, at, context);
        }
        return true;
    }

    /** The position after unencrypted records that may precede a ClientHello: alerts and changes of the cipher. */
    private static int skipSmall(Bytes payload) {
        int at = 0;
        while (TlsRecords.isRecord(payload, at) && payload.u16(at + 3) == contentSize(payload.u8(at))) {
            at += RECORD_HEADER + payload.u16(at + 3);
        }
        return at;
    }

    private static boolean isStartOfSmall(Bytes payload, int at) {
        return payload.has(at, 1)
                && !payload.has(at, RECORD_HEADER)
                && contentSize(payload.u8(at)) > 0
                && TlsRecords.mayStart(payload, at);
    }

    /** The size of a small record of this type, or 0. */
    private static int contentSize(int type) {
        return switch (type) {
            case CHANGE_CIPHER_SPEC -> 1;
            case ALERT -> 2;
            default -> 0;
        };
    }

    /** Whether a payload can begin with a record, in TLS or SSL 3.0. */
    static boolean mayBeRecord(Bytes payload) {
        int first = payload.u8(0);
        return first >= CHANGE_CIPHER_SPEC && first <= LAST_TYPE;
    }

    /** The ClientHello of SSL 2.0, which can also offer SSL 3.0 and TLS 1.0 (RFC 5246 appendix E.2). */
    private static boolean isSsl2Hello(Bytes payload) {
        return payload.has(0, 11)
                && payload.u8(2) == CLIENT_HELLO
                && (payload.u16(3) == 2 || payload.u8(3) == 3 && payload.u8(4) <= 3)
                && payload.u16(5) % 3 == 0
                && (payload.u16(0) & 0x7fff) == 9 + payload.u16(5) + payload.u16(7) + payload.u16(9);
    }

    /** Reads the handshake message in the records from here on, if it is a ClientHello. */
    private void handshake(Bytes payload, int at, ApplicationContext context) {
        if (!payload.has(at, 1) || payload.u8(at) != HANDSHAKE || !TlsRecords.mayStart(payload, at)) {
            return;
        }
        boolean open = records.join(payload, at, CLIENT_HELLO);
        Bytes message = records.handshake();
        if (!mayBeHello(message)) {
            return;
        }
        int end = message.has(0, HANDSHAKE_HEADER) ? HANDSHAKE_HEADER + message.u24(1) : Integer.MAX_VALUE;
        hello.set(message, 0, Math.min(end, message.length()));
        int name = ClientHello.serverName(hello, HANDSHAKE_HEADER, false);
        if (name >= 0) {
            context.host(ClientHello.text(hello, name));
        }
        if (open && message.length() < end) {
            context.unfinished(at, name >= 0);
        }
    }

    /** Whether the bytes do not contradict a ClientHello; encrypted handshake messages can start as one. */
    private static boolean mayBeHello(Bytes message) {
        return (!message.has(0, 1) || message.u8(0) == CLIENT_HELLO)
                && (!message.has(HANDSHAKE_HEADER, 1) || message.u8(HANDSHAKE_HEADER) == 3);
    }
}
