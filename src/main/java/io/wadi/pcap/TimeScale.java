package io.wadi.pcap;

/**
 * The time stamps of an interface in a pcapng file: units since the epoch, and an offset.
 *
 * @param resolution option {@code if_tsresol}: the negative power of 10, or with the highest bit set of 2, that is a unit
 * @param offsetSeconds option {@code if_tsoffset}: seconds to add
 */
record TimeScale(int resolution, long offsetSeconds) {

    /** Microseconds since the epoch, which hold without the options. */
    static final TimeScale MICROS = new TimeScale(6, 0);

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int BINARY = 0x80;
    private static final int EXPONENT = 0x7f;
    private static final int NANO = 9;

    /** The largest power of 10 that 64 bits hold, as an unsigned number. */
    private static final int LARGEST_POWER = 19;

    /** The time of an unsigned number of units in nanoseconds, or {@link FrameReader#NO_TIMESTAMP}. */
    long nanos(long units) {
        int exponent = resolution & EXPONENT;
        long nanos = (resolution & BINARY) != 0 ? binary(units, exponent) : decimal(units, exponent);
        if (nanos == FrameReader.NO_TIMESTAMP || offsetSeconds == 0) {
            return nanos;
        }
        try {
            long shifted = Math.addExact(nanos, Math.multiplyExact(offsetSeconds, NANOS_PER_SECOND));
            return shifted < 0 ? FrameReader.NO_TIMESTAMP : shifted;
        } catch (ArithmeticException e) {
            return FrameReader.NO_TIMESTAMP;
        }
    }

    private static long decimal(long units, int exponent) {
        if (exponent > NANO + LARGEST_POWER) {
            return 0;
        }
        if (exponent > NANO) {
            return Long.divideUnsigned(units, power(exponent - NANO));
        }
        long nanosPerUnit = power(NANO - exponent);
        return Long.compareUnsigned(units, Long.MAX_VALUE / nanosPerUnit) > 0
                ? FrameReader.NO_TIMESTAMP
                : units * nanosPerUnit;
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    /** The product needs up to 94 bits. */
    private static long binary(long units, int exponent) {
        long high = Math.multiplyHigh(units, NANOS_PER_SECOND) + (units < 0 ? NANOS_PER_SECOND : 0);
        long low = units * NANOS_PER_SECOND;
        if (exponent >= Long.SIZE) {
            return high >>> Math.min(exponent - Long.SIZE, Long.SIZE - 1);
        }
        boolean fits = high >>> Math.max(0, exponent - 1) == 0;
        long nanos = exponent == 0 ? low : high << Long.SIZE - exponent | low >>> exponent;
        return fits && nanos >= 0 ? nanos : FrameReader.NO_TIMESTAMP;
    }
}
