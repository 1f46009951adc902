package io.wadi.bench;

import java.util.Arrays;

/**
 * The throughput of several rounds.
 *
 * @param name name of the run
 * @param rounds packets per second of each round, in order
 */
record Throughput(String name, double[] rounds) {

    /** The median. */
    public double median() {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
