package io.wadi.packet;

import static io.wadi.packet.FrameBuilder.ascii;
import static io.wadi.packet.FrameBuilder.join;
import static io.wadi.packet.FrameBuilder.u16;

import java.util.Arrays;

/** Makes ClientHellos of TLS and DTLS. */
final class Hellos {

    private static final String SESSION = "20" + "11".repeat(32);
    private static final String SUITES = "00021301" + "0100";
    private static final String COOKIE = "04 a1b2c3d4";

    private Hellos() {}

    /** The handshake message with the server name after an extension of this size, and before a small one. */
    static byte[] message(String name, int before) {
        byte[] body = join("0303", "5a".repeat(32), SESSION, SUITES, extensions(name, before));
        return join("01 00", u16(body.length), body);
    }

    /** The same ClientHello for DTLS, with a cookie and without the handshake header. */
    static byte[] dtls(String name, int before) {
        return join("fefd", "5a".repeat(32), SESSION, COOKIE, SUITES, extensions(name, before));
    }

    private static byte[] extensions(String name, int before) {
        byte[] list = join(u16(name.length() + 3), "00", u16(name.length()), ascii(name));
        byte[] extensions = join("0033", u16(before), fill(before), "0000", u16(list.length), list, "002b 0003 020304");
        return join(u16(extensions.length), extensions);
    }

    /** Bytes in which a reader that loses its place finds no structure. */
    private static byte[] fill(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 167 + 13);
        }
        return bytes;
    }

    /** The message in records that end at these positions, and at its end. */
    static byte[] records(byte[] message, int... ends) {
        byte[] records = new byte[0];
        int from = 0;
        for (int i = 0; i <= ends.length; i++) {
            int to = i < ends.length ? ends[i] : message.length;
            records = join(records, "16 0301", u16(to - from), Arrays.copyOfRange(message, from, to));
            from = to;
        }
        return records;
    }

    /** The message in one record. */
    static byte[] hello(String name, int before) {
        return records(message(name, before));
    }
}
