package io.wadi.bench;

/**
 * One line of the benchmark.
 *
 * @param title what is compared
 * @param ours our figure, or null where it could not be had
 * @param yardstick theirs, likewise
 * @param goal least ratio of ours to theirs
 * @param remark why there is no figure, or null
 */
public record Result(String title, Throughput ours, Throughput yardstick, double goal, String remark) {

    /** Our median by theirs; NaN where one is missing. */
    public double ratio() {
        return ours == null || yardstick == null ? Double.NaN : ours.median() / yardstick.median();
    }

    /** Whether the goal is met. */
    public boolean isMet() {
        return ratio() >= goal;
    }
}
