package io.wadi.net;

import java.nio.charset.StandardCharsets;

/** Writes decimal digits as ASCII into an array, two per division, as the JDK does for its strings. */
public final class Digits {

    private static final int PAIR = 100;
    private static final long[] POWERS = powers();
    private static final byte[] PAIRS = pairs();

    private Digits() {}

    private static long[] powers() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    private static byte[] pairs() {
        StringBuilder pairs = new StringBuilder(2 * PAIR);
        for (int i = 0; i < PAIR; i++) {
            pairs.append((char) ('0' + i / 10)).append((char) ('0' + i % 10));
        }
        return pairs.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Number of digits of a non-negative number, 1 to 19. */
    public static int count(long value) {
        // 1233 / 4096 approximates log10(2), exactly enough for 63 bits.
        int least = (Long.SIZE - Long.numberOfLeadingZeros(value)) * 1233 >>> 12;
        return least < POWERS.length && value >= POWERS[least] ? least + 1 : Math.max(least, 1);
    }

    /** Writes the last digits of a non-negative number, padded with zeros, so that they end before {@code end}. */
    public static void write(long value, int digits, byte[] out, int end) {
        int at = end;
        int left = digits;
        long rest = value;
        for (; left >= 2; left -= 2) {
            long tens = rest / PAIR;
            int pair = (int) (rest - tens * PAIR) * 2;
            out[--at] = PAIRS[pair + 1];
            out[--at] = PAIRS[pair];
            rest = tens;
        }
        if (left == 1) {
            out[--at] = (byte) ('0' + rest % 10);
        }
    }
}
