package io.wadi.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTextTest {

    private final TimestampText text = new TimestampText();

    private String format(long nanos) {
        int length = text.format(nanos);
        return new String(text.text(), text.start(), length, StandardCharsets.US_ASCII);
    }

    private static long parse(String seconds) {
        String around = "[" + seconds + "]";
        return TimestampText.parse(around.toCharArray(), 1, seconds.length());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.000000",
        "1, 0.000000001",
        "1000, 0.000001",
        "999999999, 0.999999999",
        "1710000000123456000, 1710000000.123456",
        "1710000000123456789, 1710000000.123456789",
        "9223372035999999999, 9223372035.999999999"
    })
    void sixDigitsOrNineWhereSixWouldLoseSomething(long nanos, String expected) {
        assertThat(format(nanos)).isEqualTo(expected);
        assertThat(parse(expected)).isEqualTo(nanos);
    }

    @Test
    void everyInstantComesBackExactly() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            long nanos = random.nextLong() >>> 1 + random.nextInt(62);
            assertThat(parse(format(nanos))).isEqualTo(nanos);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7000000000",
        "7.5, 7500000000",
        "007.50, 7500000000",
        "0.0000000019, 1",
        "0.12345678999999, 123456789"
    })
    void readsFewerAndMoreDigits(String seconds, long nanos) {
        assertThat(parse(seconds)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-1", "1e9", "1.5E3", "1.2.3", "9223372037", "9223372036.854775808", "99999999999999999999"})
    void leavesTheRestToTheOtherForm(String seconds) {
        assertThat(parse(seconds)).isEqualTo(-1);
    }

    @Test
    void theOtherFormIsBoundedToo() {
        assertThat(TimestampText.parse(new BigDecimal("1.71e9"))).isEqualTo(1_710_000_000_000_000_000L);
        assertThat(TimestampText.parse(new BigDecimal("1e-999999"))).isZero();
        assertThat(TimestampText.parse(new BigDecimal("-0.5"))).isEqualTo(-1);
        assertThat(TimestampText.parse(new BigDecimal("1e10"))).isEqualTo(-1);
        assertThat(TimestampText.parse(new BigDecimal("1e999999999"))).isEqualTo(-1);
    }
}
