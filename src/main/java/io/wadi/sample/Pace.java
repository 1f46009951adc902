package io.wadi.sample;

/**
 * How fast a sender's packets pass the capture point: bursts at the speed of the line, with a round trip between
 * bursts that double until the line is full (slow start, RFC 5681). Not thread-safe.
 */
final class Pace {

    private static final int INITIAL_BURST = 10;
    private static final int LONGEST_BURST = 80;
    private static final long SLOWEST_GAP = 700_000;
    private static final long FASTEST_GAP = 60_000;

    private final long rttNanos;
    private final long gapNanos;
    private int burst = INITIAL_BURST;
    private int sent;

    Pace(long rttNanos, Dice dice) {
        this.rttNanos = rttNanos;
        gapNanos = FASTEST_GAP + dice.below((int) (SLOWEST_GAP - FASTEST_GAP));
    }

    /** The round trip, nanoseconds. */
    long rttNanos() {
        return rttNanos;
    }

    /** Nanoseconds from one full packet to the next within a burst. */
    long gapNanos() {
        return gapNanos;
    }

    /** Nanoseconds until the sender's next packet, now that it has sent one. */
    long afterPacket() {
        sent++;
        if (sent < burst) {
            return gapNanos;
        }
        sent = 0;
        burst = Math.min(2 * burst, LONGEST_BURST);
        return rttNanos;
    }

    /** A new request starts a new count of bursts. */
    void restart() {
        sent = 0;
    }
}
