package io.wadi.sample;

/** How busy the office is: a working day that starts in the morning, with variations of a minute and less. */
final class Rhythm {

    private static final double DAY = 86_400;
    private static final double NOON = 4 * 3600.0;
    private static final double DAY_SWING = 0.6;
    private static final double WAVE = 0.25;

    private final long startNanos;

    /** The day of a capture that starts at this time, which counts as eight in the morning. */
    Rhythm(long startNanos) {
        this.startNanos = startNanos;
    }

    /** How busy it is at a time: 1 is a usual morning; the range is 0.1 to about 2. */
    double busy(long nowNanos) {
        double seconds = (nowNanos - startNanos) / 1e9;
        double day = 1 + DAY_SWING * (cosine(seconds - NOON, DAY) - 0.5);
        double waves = 1 + WAVE * (cosine(seconds - 3, 13) + cosine(seconds, 47)) / 1.5;
        return Math.max(0.1, day * waves);
    }

    private static double cosine(double seconds, double period) {
        return StrictMath.cos(2 * Math.PI * seconds / period);
    }
}
