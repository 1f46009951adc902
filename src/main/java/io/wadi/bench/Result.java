package io.wadi.bench;

/**
 * One line of the benchmark.
 *
 * @param title name of the comparison
 * @param ours Wadi's figures; null if the run failed
 * @param yardstick the yardstick's figures; null if the run failed
 * @param goal least ratio of Wadi's figure to the yardstick's
 * @param remark why a figure is missing, or null
 */
record Result(String title, Throughput ours, Throughput yardstick, double goal, String remark) {

    /** Wadi's median divided by the yardstick's; NaN if one is missing. */
    public double ratio() {
        return ours == null || yardstick == null ? Double.NaN : ours.median() / yardstick.median();
    }

    /** Whether the goal is met. */
    public boolean isMet() {
        return ratio() >= goal;
    }
}
