package io.wadi.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A run of Wadi and its yardstick, in turn, so that both suffer if the machine becomes slower.
 *
 * @param title name of the comparison
 * @param ours Wadi's run
 * @param yardstick the other run
 * @param goal what to reach
 */
record Contest(String title, Run ours, Run yardstick, Goal goal) {

    Result hold(int rounds, Consumer<String> progress) throws Exception {
        List<Measurement> oursRounds = new ArrayList<>();
        List<Measurement> theirs = new ArrayList<>();
        try {
            for (int round = 0; round < rounds; round++) {
                theirs.add(measure(yardstick, round, progress));
                oursRounds.add(measure(ours, round, progress));
            }
        } catch (BenchException e) {
            progress.accept("no figure for " + title + ": " + e.getMessage());
            return Result.without(title, goal, e);
        }
        return Result.of(title, new Side(ours.name(), oursRounds), new Side(yardstick.name(), theirs), goal);
    }

    private static Measurement measure(Run run, int round, Consumer<String> progress) throws Exception {
        Measurement figures = run.measure();
        progress.accept(String.format(
                Locale.ROOT,
                "round %d  %-40s %,12.0f packets/s, steady %,12.0f; processor time %6.2f s a million, steady %6.2f",
                round + 1,
                run.name(),
                figures.packetsPerSecond(),
                figures.steadyOrWhole(),
                figures.processor().total(),
                figures.steadyOrWholeProcessor().total()));
        return figures;
    }
}
