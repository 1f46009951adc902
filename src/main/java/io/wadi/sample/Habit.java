package io.wadi.sample;

import java.util.function.LongToDoubleFunction;

/** An activity that starts repeatedly. Not thread-safe. */
final class Habit {

    /** Starts the activity once. */
    interface Beginning {

        /** Adds one or more conversations that start at this time or later, in nanoseconds since the epoch. */
        void begin(long nowNanos, Agenda agenda);
    }

    private final long meanNanos;
    private final Beginning beginning;
    private long due;

    /** Creates a habit with this mean time between its starts; the first one is within that time. */
    Habit(double meanSeconds, Beginning beginning, long startNanos, Dice dice) {
        meanNanos = (long) (meanSeconds * 1e9);
        this.beginning = beginning;
        due = startNanos + (long) (dice.unit() * meanNanos);
    }

    /** Time of the next start. */
    long due() {
        return due;
    }

    /** Starts the activity and sets the time of the next start, which is sooner if it is busier. */
    void begin(Agenda agenda, LongToDoubleFunction busy, Dice dice) {
        beginning.begin(due, agenda);
        due += (long) (dice.around(meanNanos) / busy.applyAsDouble(due));
    }
}
