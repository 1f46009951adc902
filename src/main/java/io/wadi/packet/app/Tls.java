package io.wadi.packet.app;

import io.wadi.net.Bytes;
import java.util.Arrays;

/**
 * TLS and SSL 2/3 (RFC 8446, RFC 6101): the record header. Reads the server name of the ClientHello.
 *
 * <p>A ClientHello that continues in the next segments is kept until its server name is complete: at most 256
 * conversations of 8 KiB. The segments must be in order; otherwise only the name is lost.
 */
final class Tls implements ApplicationDecoder {

    private static final int RECORD_HEADER = 5;
    private static final int HANDSHAKE_HEADER = 4;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int LONGEST_RECORD = 16384 + 2048;
    private static final int LONGEST_HELLO = 8192;

    private final FlowSlots<byte[]> unfinished = new FlowSlots<>(256);
    private final Bytes joined = new Bytes();

    @Override
    public String protocol() {
        return "TLS";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).always();
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        int first = payload.u8(0);
        if (first >= 20 && first <= 24 && isRecord(payload)) {
            int at = first == CHANGE_CIPHER_SPEC ? RECORD_HEADER + 1 : 0;
            if (isClientHello(payload, at)) {
                hello(payload, at, payload, context);
            }
            return true;
        }
        return continuesHello(payload, context) || first >= 0x80 && isSsl2Hello(payload);
    }

    private static boolean isRecord(Bytes payload) {
        if (!payload.has(0, RECORD_HEADER) || payload.u8(1) != 3 || payload.u8(2) > 4) {
            return false;
        }
        int length = payload.u16(3);
        return length > 0 && length <= LONGEST_RECORD && (payload.u8(0) != CHANGE_CIPHER_SPEC || length == 1);
    }

    private static boolean isClientHello(Bytes payload, int at) {
        return payload.has(at, RECORD_HEADER + HANDSHAKE_HEADER)
                && payload.u8(at) == HANDSHAKE
                && payload.u8(at + RECORD_HEADER) == CLIENT_HELLO;
    }

    /** The ClientHello of SSL 2.0, which can also offer SSL 3.0 and TLS 1.0 (RFC 5246 appendix E.2). */
    private static boolean isSsl2Hello(Bytes payload) {
        return payload.has(0, 11)
                && payload.u8(2) == CLIENT_HELLO
                && (payload.u16(3) == 2 || payload.u8(3) == 3 && payload.u8(4) <= 3)
                && payload.u16(5) % 3 == 0
                && (payload.u16(0) & 0x7fff) == 9 + payload.u16(5) + payload.u16(7) + payload.u16(9);
    }

    /** Reads the server name of a ClientHello, or keeps the incomplete ClientHello. */
    private void hello(Bytes hello, int at, Bytes segment, ApplicationContext context) {
        int name = ClientHello.serverName(hello, at + RECORD_HEADER + HANDSHAKE_HEADER, false);
        if (name == ClientHello.CUT_SHORT && at == 0 && hello.length() < LONGEST_HELLO && isIncomplete(hello)) {
            unfinished.put(context, hello.copy(0, hello.length()));
            return;
        }
        if (hello != segment) {
            unfinished.put(context, null);
        }
        if (name >= 0) {
            context.name(ClientHello.text(hello, name));
        }
    }

    private static boolean isIncomplete(Bytes hello) {
        return hello.length() < RECORD_HEADER + hello.u16(3);
    }

    private boolean continuesHello(Bytes payload, ApplicationContext context) {
        byte[] before = unfinished.isEmpty() ? null : unfinished.get(context);
        if (before == null) {
            return false;
        }
        byte[] whole = Arrays.copyOf(before, before.length + payload.length());
        System.arraycopy(payload.copy(0, payload.length()), 0, whole, before.length, payload.length());
        hello(joined.set(whole, 0, whole.length), 0, payload, context);
        return true;
    }
}
