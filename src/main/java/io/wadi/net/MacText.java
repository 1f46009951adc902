package io.wadi.net;

import java.nio.charset.StandardCharsets;

/** Writes MAC addresses as six lower-case hexadecimal pairs with colons. */
public final class MacText {

    private static final int LENGTH = 17;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private MacText() {}

    /** Writes the address as 17 ASCII bytes from {@code at}; returns the end position. */
    public static int write(long mac, byte[] out, int at) {
        int i = at;
        for (int shift = 40; shift >= 0; shift -= 8) {
            int octet = (int) (mac >>> shift);
            out[i++] = HEX[octet >>> 4 & 0xf];
            out[i++] = HEX[octet & 0xf];
            if (shift > 0) {
                out[i++] = ':';
            }
        }
        return at + LENGTH;
    }
}
