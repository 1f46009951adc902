package io.wadi.packet;

/** Text of MAC addresses: six lower-case hexadecimal pairs with colons. */
final class MacText {

    private static final int LENGTH = 17;

    private MacText() {}

    /** Writes the address as 17 ASCII bytes and returns their number. */
    static int write(long mac, byte[] out) {
        for (int i = 0; i < LENGTH; i++) {
            int nibble = (int) (mac >>> 44 - 8 * (i / 3) - 4 * (i % 3)) & 0xf;
            out[i] = (byte) (i % 3 == 2 ? ':' : Character.forDigit(nibble, 16));
        }
        return LENGTH;
    }
}
