package io.wadi.bench;

/**
 * A moment of a run.
 *
 * @param seconds on a clock with any start
 * @param packets packets that the run has processed
 * @param processor processor time used so far
 */
record Moment(double seconds, long packets, ProcessorTime processor) {

    static Moment now(long packets, ProcessorClock clock) {
        return new Moment(System.nanoTime() / 1e9, packets, clock.now());
    }

    double packetsPerSecondUntil(Moment later) {
        return (later.packets - packets) / (later.seconds - seconds);
    }

    ProcessorTime perMillionUntil(Moment later) {
        return later.processor.since(processor).perMillion(later.packets - packets);
    }
}
