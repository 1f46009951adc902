package io.wadi.sample;

/** Something that begins again and again in the office. Not thread-safe. */
final class Habit {

    /** Begins it once. */
    interface Beginning {

        /** Adds one or more conversations that start at this time, nanoseconds since the epoch, or later. */
        void begin(long nowNanos, Agenda agenda);
    }

    private final long meanNanos;
    private final Beginning beginning;
    private long due;

    /** A habit with this time between its beginnings, on average; the first falls within that time. */
    Habit(double meanSeconds, Beginning beginning, long startNanos, Dice dice) {
        meanNanos = (long) (meanSeconds * 1e9);
        this.beginning = beginning;
        due = startNanos + (long) (dice.unit() * meanNanos);
    }

    /** When it begins next. */
    long due() {
        return due;
    }

    /** Begins it, and sets when it does again: sooner, the busier the office is. */
    void begin(Agenda agenda, Rhythm rhythm, Dice dice) {
        beginning.begin(due, agenda);
        due += (long) (dice.around(meanNanos) / rhythm.busy(due));
    }
}
