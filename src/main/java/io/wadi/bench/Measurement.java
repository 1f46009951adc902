package io.wadi.bench;

/**
 * The figures of one run.
 *
 * @param packetsPerSecond of the whole run, with a JVM that compiles meanwhile
 * @param steadyPacketsPerSecond of its second half; null if it was not measured
 * @param processor processor time for a million packets, from the start of the program to its end
 * @param steadyProcessor the same of the second half; null if it was not measured
 */
record Measurement(
        double packetsPerSecond,
        Double steadyPacketsPerSecond,
        ProcessorTime processor,
        ProcessorTime steadyProcessor) {

    /** A run that has no second half of interest: a program that is as fast at the start as later. */
    static Measurement of(double packetsPerSecond, ProcessorTime processor) {
        return new Measurement(packetsPerSecond, null, processor, null);
    }

    static Measurement between(Moment start, Moment end) {
        return of(start.packetsPerSecondUntil(end), start.perMillionUntil(end));
    }

    /** The same run with the figures of its second half. */
    Measurement withSecondHalf(Moment half, Moment end) {
        return new Measurement(packetsPerSecond, half.packetsPerSecondUntil(end), processor, half.perMillionUntil(end));
    }

    /** What to compare with a steady rate. */
    double steadyOrWhole() {
        return steadyPacketsPerSecond == null ? packetsPerSecond : steadyPacketsPerSecond;
    }

    /** What to compare with the processor time of a steady run. */
    ProcessorTime steadyOrWholeProcessor() {
        return steadyProcessor == null ? processor : steadyProcessor;
    }
}
