package io.wadi.net;

import java.math.BigDecimal;

/** Formats and parses seconds since the epoch as decimal text, exact to the nanosecond. Not thread-safe. */
public final class TimestampText {

    private static final int DIGITS_OF_MICROS = 6;
    private static final int DIGITS_OF_NANOS = 9;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int DIGITS_OF_LAST_SECOND = 10;
    private static final long LAST_SECOND = Long.MAX_VALUE / NANOS_PER_SECOND - 1;

    private final byte[] text = new byte[24];
    private int start;

    /** Formats a time with six fractional digits, or nine if six would lose precision; returns the length. */
    public int format(long nanos) {
        long seconds = nanos / NANOS_PER_SECOND;
        long fraction = nanos % NANOS_PER_SECOND;
        int digits = DIGITS_OF_NANOS;
        if (fraction % 1000 == 0) {
            fraction /= 1000;
            digits = DIGITS_OF_MICROS;
        }
        Digits.write(fraction, digits, text, text.length);
        int point = text.length - digits - 1;
        text[point] = '.';
        int digitsOfSeconds = Digits.count(seconds);
        Digits.write(seconds, digitsOfSeconds, text, point);
        start = point - digitsOfSeconds;
        return text.length - start;
    }

    /** The buffer with the ASCII digits of the last format, which start at {@link #start()}. */
    public byte[] text() {
        return text;
    }

    /** The position of the first digit. */
    public int start() {
        return start;
    }

    /**
     * Parses decimal digits with at most one point; digits after the ninth of the fraction are cut off.
     *
     * @return nanoseconds since the epoch, or -1 if the text has another form or is out of range
     */
    public static long parse(char[] chars, int from, int length) {
        long value = 0;
        int fraction = -1;
        for (int i = from; i < from + length; i++) {
            char c = chars[i];
            if (c == '.' && fraction < 0) {
                fraction = 0;
            } else if (c < '0' || c > '9') {
                return -1;
            } else if (fraction < DIGITS_OF_NANOS) {
                if (value > (Long.MAX_VALUE - 9) / 10) {
                    return -1;
                }
                value = value * 10 + c - '0';
                fraction += fraction < 0 ? 0 : 1;
            }
        }
        for (int digits = Math.max(0, fraction); digits < DIGITS_OF_NANOS; digits++) {
            if (value > Long.MAX_VALUE / 10) {
                return -1;
            }
            value *= 10;
        }
        return value;
    }

    /**
     * Converts a number of any other form, such as 1.71e9.
     *
     * @return nanoseconds since the epoch, or -1 if the time is not between 1970 and 2262
     */
    public static long parse(BigDecimal seconds) {
        boolean fits = seconds.signum() >= 0
                && seconds.precision() - seconds.scale() <= DIGITS_OF_LAST_SECOND
                && seconds.compareTo(BigDecimal.valueOf(LAST_SECOND)) <= 0;
        return fits ? seconds.movePointRight(DIGITS_OF_NANOS).longValue() : -1;
    }
}
