package io.wadi.net;

import java.nio.charset.StandardCharsets;

/** Writes MAC addresses as six lower-case hexadecimal pairs with colons. */
public final class MacText {

    private static final int LENGTH = 17;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private MacText() {}

    /** Writes the address as 17 ASCII bytes from {@code at}; returns the end position. */
    public static int write(long mac, byte[] out, int at) {
        for (int i = 0; i < LENGTH; i++) {
            int nibble = (int) (mac >>> 44 - 8 * (i / 3) - 4 * (i % 3)) & 0xf;
            out[at + i] = i % 3 == 2 ? (byte) ':' : HEX[nibble];
        }
        return at + LENGTH;
    }
}
