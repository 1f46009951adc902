package io.wadi.bench;

import java.util.function.Consumer;

/**
 * A run of Wadi and its yardstick, in turn, so that both suffer if the machine becomes slower.
 *
 * @param title name of the comparison
 * @param ours Wadi's run
 * @param yardstick the other run
 * @param goal least ratio of Wadi's figure to the yardstick's
 */
record Contest(String title, Run ours, Run yardstick, double goal) {

    Result hold(int rounds, Consumer<String> progress) throws Exception {
        double[] oursRounds = new double[rounds];
        double[] theirs = new double[rounds];
        try {
            for (int round = 0; round < rounds; round++) {
                theirs[round] = measure(yardstick, round, progress);
                oursRounds[round] = measure(ours, round, progress);
            }
        } catch (BenchException e) {
            progress.accept("no figure for " + title + ": " + e.getMessage());
            return new Result(title, null, null, goal, e.getMessage());
        }
        return new Result(
                title, new Throughput(ours.name(), oursRounds), new Throughput(yardstick.name(), theirs), goal, null);
    }

    private static double measure(Run run, int round, Consumer<String> progress) throws Exception {
        double rate = run.packetsPerSecond();
        progress.accept(String.format("round %d  %-40s %,12.0f packets/s", round + 1, run.name(), rate));
        return rate;
    }
}
