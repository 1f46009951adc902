package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeScaleTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 5, 5000000000",
        "3, 0, 1700000000123, 1700000000123000000",
        "6, 0, 1700000000123456, 1700000000123456000",
        "9, 0, 1700000000123456789, 1700000000123456789",
        "12, 0, 1700000000123456, 1700000000123",
        "18, 0, -1, 18446744073",
        "29, 0, -1, 0",
        "0x80, 0, 7, 7000000000",
        "0x8a, 0, 1536, 1500000000",
        "28, 0, -1, 1",
        "0xff, 0, -1, 0",
        "6, -5, 6000000, 1000000000",
        "6, 1700000000, 1, 1700000000000001000",
    })
    void convertsUnits(String resolution, long offset, long units, long nanos) {
        assertThat(new TimeScale(Integer.decode(resolution), offset).nanos(units))
                .isEqualTo(nanos);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 9223372037",
        "6, 0, -1",
        "9, 0, -1",
        "0x80, 0, 9223372037",
        "0x81, 0, -1",
        "6, -7, 6000000",
        "6, 9223372037, 0",
        "9, 1, 9223372036854775807"
    })
    void refusesTimesThatDoNotFit(String resolution, long offset, long units) {
        assertThat(new TimeScale(Integer.decode(resolution), offset).nanos(units))
                .isEqualTo(FrameReader.NO_TIMESTAMP);
    }

    @Test
    void isExactForAnyUnit() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            int exponent = random.nextInt(128);
            long units = random.nextLong() >>> random.nextInt(64);
            check(exponent, BigInteger.TEN.pow(exponent), units);
            check(0x80 | exponent, BigInteger.TWO.pow(exponent), units);
        }
    }

    private static void check(int resolution, BigInteger unitsPerSecond, long units) {
        BigInteger exact = new BigInteger(Long.toUnsignedString(units))
                .multiply(BigInteger.valueOf(1_000_000_000))
                .divide(unitsPerSecond);
        long expected = exact.bitLength() < 64 ? exact.longValue() : FrameReader.NO_TIMESTAMP;
        assertThat(new TimeScale(resolution, 0).nanos(units))
                .as("%d of 0x%x", units, resolution)
                .isEqualTo(expected);
    }
}
