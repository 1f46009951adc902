package io.wadi.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigitsTest {

    private static String text(long value, int digits) {
        byte[] out = new byte[24];
        Arrays.fill(out, (byte) '-');
        Digits.write(value, digits, out, 22);
        return new String(out, StandardCharsets.US_ASCII);
    }

    private static void check(long value) {
        String expected = Long.toString(value);
        assertThat(Digits.count(value)).as(expected).isEqualTo(expected.length());
        assertThat(text(value, expected.length())).isEqualTo("-".repeat(22 - expected.length()) + expected + "--");
    }

    @Test
    void aroundEachPowerOfTenAndOfTwo() {
        check(0);
        check(Long.MAX_VALUE);
        for (long power = 1; power > 0 && power <= Long.MAX_VALUE / 10; power *= 10) {
            check(power - 1);
            check(power);
            check(power + 1);
        }
        for (int bit = 0; bit < 63; bit++) {
            check((1L << bit) - 1);
            check(1L << bit);
        }
    }

    @Test
    void anyNumber() {
        Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            check(random.nextLong() >>> 1 + random.nextInt(63));
        }
    }

    @Test
    void fillsUpWithZeros() {
        assertThat(text(7, 6)).contains("-000007-");
        assertThat(text(0, 9)).contains("-000000000-");
        assertThat(text(123_456_789, 9)).contains("-123456789-");
    }
}
