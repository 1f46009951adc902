package io.wadi.sample;

/**
 * A reproducible random generator: SplitMix64 (Steele, Lea and Flood, 2014). It is implemented here because the JDK
 * specifies the sequence of its generators, but not that of their bounded and floating-point draws. Logarithms and
 * powers come from {@link StrictMath} for the same reason. Not thread-safe.
 */
final class Dice {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private long state;

    Dice(long seed) {
        state = seed;
    }

    /** 64 random bits. */
    long bits() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** A number from 0 to {@code bound} - 1. */
    int below(int bound) {
        return (int) ((bits() >>> 32) * bound >>> 32);
    }

    /** A number from {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return low + below(high - low + 1);
    }

    /** A number from 0 to below 1. */
    double unit() {
        return (bits() >>> 11) * UNIT;
    }

    /** True with this probability. */
    boolean chance(double probability) {
        return unit() < probability;
    }

    /** A duration, uniform from half of {@code mean} to one and a half of it. */
    long around(long mean) {
        return mean / 2 + (long) (unit() * mean);
    }

    /** A heavy-tailed (bounded Pareto) number from {@code low} to {@code high}; a smaller alpha has a heavier tail. */
    int heavyTailed(int low, int high, double alpha) {
        double ratio = StrictMath.pow((double) low / high, alpha);
        double scaled = 1 - unit() * (1 - ratio);
        return (int) Math.min(high, low * StrictMath.pow(scaled, -1 / alpha));
    }

    /** Random bytes. */
    byte[] bytes(int count) {
        byte[] drawn = new byte[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = (byte) (bits() >>> 56);
        }
        return drawn;
    }
}
