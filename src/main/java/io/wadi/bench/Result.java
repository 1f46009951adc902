package io.wadi.bench;

/**
 * The result of a contest.
 *
 * @param title name of the comparison
 * @param ours Wadi's figures; null if a run failed
 * @param yardstick the yardstick's figures; null if a run failed
 * @param goal what to reach
 * @param remark why figures are missing, or null
 * @param skipped whether they are missing because a program is not installed
 */
record Result(String title, Side ours, Side yardstick, Goal goal, String remark, boolean skipped) {

    static Result of(String title, Side ours, Side yardstick, Goal goal) {
        return new Result(title, ours, yardstick, goal, null, false);
    }

    static Result without(String title, Goal goal, BenchException reason) {
        return new Result(title, null, null, goal, reason.getMessage(), reason instanceof NotInstalledException);
    }

    /** The worst round's ratio of Wadi's rate to the yardstick's; NaN without figures. */
    public double ratio() {
        return remark == null ? ours.cold().worstRatioTo(yardstick.cold()) : Double.NaN;
    }

    /** The same in the second half of the runs. A yardstick without a second half is as fast in all of its run. */
    public double steadyRatio() {
        return remark == null ? ours.steady().worstRatioTo(yardstick.steady()) : Double.NaN;
    }

    /** Whether the goal is met, cold and steady. */
    public boolean isMet() {
        return ratio() >= goal.ratio() && steadyRatio() >= goal.ratio();
    }

    /** Whether Wadi takes no more processor time than its budget. */
    public boolean isWithinBudget() {
        return remark == null && ours.processor().total() <= goal.processorSeconds();
    }
}
