package io.wadi.bench;

/**
 * Predicts the backlog of a store from its service time: packets arrive at a steady rate, and the store takes a constant
 * time per packet. Batches, compilation and checkpoints make the real rate vary around this.
 *
 * @param secondsPerPacket time that all processes of the store together take per packet; positive
 */
record BacklogModel(double secondsPerPacket) {

    /** The service time of a store that has stored this number of packets from a full topic in so many seconds. */
    static BacklogModel of(long packets, double seconds) {
        return new BacklogModel(seconds / packets);
    }

    /** Packets that wait after so many seconds. */
    double backlogAfter(double seconds, double backlog, double arrivalsPerSecond) {
        return Math.max(0, backlog + (arrivalsPerSecond - 1 / secondsPerPacket) * seconds);
    }

    /** Seconds until nothing waits; infinite if packets arrive at least as fast as they are stored. */
    double drainSeconds(double backlog, double arrivalsPerSecond) {
        double spare = 1 / secondsPerPacket - arrivalsPerSecond;
        return spare > 0 ? backlog / spare : Double.POSITIVE_INFINITY;
    }
}
