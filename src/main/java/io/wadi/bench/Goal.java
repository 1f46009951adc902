package io.wadi.bench;

/**
 * What a contest is to reach.
 *
 * @param ratio least ratio of Wadi's rate to the yardstick's, cold and steady; 0 if there is no goal
 * @param processorSeconds most processor time for a million packets, steady; 0 if there is no budget
 */
record Goal(double ratio, double processorSeconds) {

    static final Goal NONE = new Goal(0, 0);

    static Goal ratio(double ratio) {
        return new Goal(ratio, 0);
    }

    Goal withBudget(double processorSecondsPerMillion) {
        return new Goal(ratio, processorSecondsPerMillion);
    }
}
