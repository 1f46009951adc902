package io.wadi.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The figures of several rounds.
 *
 * @param rounds figure of each round, in order; at least one
 */
record Spread(double[] rounds) {

    static Spread of(List<Measurement> rounds, ToDoubleFunction<Measurement> figure) {
        return new Spread(rounds.stream().mapToDouble(figure).toArray());
    }

    double median() {
        double[] sorted = sorted();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double least() {
        return sorted()[0];
    }

    double most() {
        return sorted()[rounds.length - 1];
    }

    /** The least ratio to another spread, round by round, because the rounds of both sides are run in turn. */
    double worstRatioTo(Spread other) {
        double worst = Double.POSITIVE_INFINITY;
        for (int round = 0; round < rounds.length; round++) {
            worst = Math.min(worst, rounds[round] / other.rounds[round]);
        }
        return worst;
    }

    private double[] sorted() {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
