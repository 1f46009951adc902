package io.wadi.sample;

import java.util.Arrays;
import java.util.function.Consumer;

/** The first handshake messages of TLS 1.3 (RFC 8446), which TCP and QUIC both carry. */
final class TlsHello {

    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;
    private static final int LEGACY_VERSION = 0x0303;
    private static final int TLS_1_3 = 0x0304;
    private static final int AES_128_GCM_SHA256 = 0x1301;
    private static final int X25519 = 0x001d;
    private static final int KEY_LENGTH = 32;
    private static final int[] CIPHER_SUITES = {
        AES_128_GCM_SHA256, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8
    };
    private static final int[] SIGNATURES = {0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601};
    private static final int[] GROUPS = {X25519, 0x0017, 0x0018};

    private static final int SERVER_NAME = 0;
    private static final int SUPPORTED_GROUPS = 10;
    private static final int SIGNATURE_ALGORITHMS = 13;
    private static final int ALPN = 16;
    private static final int PADDING = 21;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int PSK_MODES = 45;
    private static final int KEY_SHARE = 51;
    private static final int QUIC_PARAMETERS = 57;

    private TlsHello() {}

    /** A client hello over TCP, padded to 512 bytes as browsers do (RFC 7685). */
    static byte[] overTcp(String name, String application, Dice dice) {
        return client(name, application, dice.bytes(KEY_LENGTH), dice, extensions -> {
            int before = extensions.length();
            int padding = Math.max(0, 512 - before - 4);
            extensions.u16(PADDING).sized(2, zeros -> zeros.zeros(padding));
        });
    }

    /** A client hello in QUIC's first packet (RFC 9001), with the client's connection id. */
    static byte[] overQuic(String name, byte[] sourceConnectionId, Dice dice) {
        return client(name, "h3", new byte[0], dice, extensions -> extensions
                .u16(QUIC_PARAMETERS)
                .sized(2, parameters -> quicParameters(parameters, sourceConnectionId)));
    }

    /** Idle time-out, data limits and the connection id (RFC 9000 section 18). */
    private static void quicParameters(Octets out, byte[] sourceConnectionId) {
        out.u8(0x01).u8(4).u32(0x8000_7530);
        out.u8(0x04).u8(4).u32(0x80f0_0000);
        out.u8(0x08).u8(2).u16(0x4064);
        out.u8(0x0f).sized(1, id -> id.bytes(sourceConnectionId));
    }

    private static byte[] client(String name, String application, byte[] session, Dice dice, Consumer<Octets> last) {
        Octets out = new Octets(640);
        out.u8(CLIENT_HELLO).sized(3, hello -> {
            hello.u16(LEGACY_VERSION).bytes(dice.bytes(32)).sized(1, id -> id.bytes(session));
            numbers(hello, CIPHER_SUITES);
            hello.u8(1).u8(0).sized(2, extensions -> {
                clientExtensions(extensions, name, application, dice);
                last.accept(extensions);
            });
        });
        return out.toBytes();
    }

    private static void clientExtensions(Octets out, String name, String application, Dice dice) {
        out.u16(SERVER_NAME).sized(2, body -> body.sized(2, list -> list.u8(0).sized(2, host -> host.ascii(name))));
        out.u16(SUPPORTED_GROUPS).sized(2, body -> numbers(body, GROUPS));
        out.u16(SIGNATURE_ALGORITHMS).sized(2, body -> numbers(body, SIGNATURES));
        out.u16(ALPN).sized(2, body -> body.sized(2, list -> list.sized(1, one -> one.ascii(application))));
        out.u16(SUPPORTED_VERSIONS).sized(2, body -> body.sized(1, list -> list.u16(TLS_1_3)));
        out.u16(PSK_MODES).sized(2, body -> body.u8(1).u8(1));
        out.u16(KEY_SHARE).sized(2, body -> body.sized(2, list -> keyShare(list, dice)));
    }

    private static void numbers(Octets out, int[] values) {
        out.sized(2, list -> {
            for (int value : values) {
                list.u16(value);
            }
        });
    }

    private static void keyShare(Octets out, Dice dice) {
        out.u16(X25519).sized(2, key -> key.bytes(dice.bytes(KEY_LENGTH)));
    }

    /** A server hello that accepts the client's first offer; {@code session} is the client's session id. */
    static byte[] server(byte[] session, Dice dice) {
        Octets out = new Octets(128);
        out.u8(SERVER_HELLO).sized(3, hello -> {
            hello.u16(LEGACY_VERSION).bytes(dice.bytes(32)).sized(1, id -> id.bytes(session));
            hello.u16(AES_128_GCM_SHA256).u8(0).sized(2, extensions -> {
                extensions.u16(SUPPORTED_VERSIONS).sized(2, version -> version.u16(TLS_1_3));
                extensions.u16(KEY_SHARE).sized(2, share -> keyShare(share, dice));
            });
        });
        return out.toBytes();
    }

    /** The session id in a hello of {@link #overTcp}. */
    static byte[] sessionOf(byte[] clientHello) {
        int at = 4 + 2 + 32 + 1;
        return Arrays.copyOfRange(clientHello, at, at + KEY_LENGTH);
    }
}
