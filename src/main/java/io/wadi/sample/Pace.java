package io.wadi.sample;

/**
 * The rate at which a sender's packets pass the capture: bursts at line speed, one per round trip, that double until
 * the line is full (slow start, RFC 5681). Not thread-safe.
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

    /** The round-trip time in nanoseconds. */
    long rttNanos() {
        return rttNanos;
    }

    /** Nanoseconds between two full packets in a burst. */
    long gapNanos() {
        return gapNanos;
    }

    /** Nanoseconds until the sender's next packet, after it has sent one. */
    long afterPacket() {
        sent++;
        if (sent < burst) {
            return gapNanos;
        }
        sent = 0;
        burst = Math.min(2 * burst, LONGEST_BURST);
        return rttNanos;
    }

    /** Starts with the first burst again, for a new request. */
    void restart() {
        sent = 0;
    }
}
