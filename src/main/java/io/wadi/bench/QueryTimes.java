package io.wadi.bench;

import java.util.List;

/**
 * The times of queries.
 *
 * @param millis times in milliseconds, in any order; at least one
 */
record QueryTimes(List<Double> millis) {

    private static final double MOST = 0.95;

    /** The 95th percentile (nearest rank). */
    double percentile95() {
        return millis.stream()
                .sorted()
                .skip((long) Math.ceil(MOST * millis.size()) - 1)
                .findFirst()
                .orElseThrow();
    }

    double slowest() {
        return millis.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
