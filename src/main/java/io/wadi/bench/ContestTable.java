package io.wadi.bench;

import java.util.Locale;

/** The lines of the benchmark's table for one contest. */
final class ContestTable {

    private static final String LINE = "  %-11s %34s %34s %7s %7s  %s";

    private ContestTable() {}

    static String head() {
        return String.format(
                        "%npackets/s (of exporters: records/s): median (least–most); the ratio is the one of the worst round%n"
                                + "processor: seconds for a million packets or records"
                                + " (programs + broker or own process + PostgreSQL)%n")
                + line("", "wadi", "yardstick", "ratio", "goal", "");
    }

    static String lines(Result result) {
        if (result.remark() != null) {
            return String.format(
                    "%s: %s: %s%n", result.title(), result.skipped() ? "skipped" : "no figure", result.remark());
        }
        return String.format(
                        "%s (against %s)%n", result.title(), result.yardstick().name())
                + rates("cold", result.ours().cold(), result.yardstick().cold(), result.ratio(), result.goal())
                + (result.ours().hasSteady() ? steady(result) : "")
                + processor(result);
    }

    private static String line(String... cells) {
        return String.format(LINE, (Object[]) cells).stripTrailing() + System.lineSeparator();
    }

    private static String steady(Result result) {
        return rates(
                "steady", result.ours().steady(), result.yardstick().steady(), result.steadyRatio(), result.goal());
    }

    private static String rates(String label, Spread ours, Spread yardstick, double ratio, Goal goal) {
        return line(
                label,
                rate(ours),
                rate(yardstick),
                String.format(Locale.ROOT, "%.2f", ratio),
                figure(goal.ratio()),
                verdict(goal.ratio(), ratio >= goal.ratio()));
    }

    private static String processor(Result result) {
        return line(
                "processor",
                seconds(result.ours().processor()),
                seconds(result.yardstick().processor()),
                "",
                figure(result.goal().processorSeconds()),
                verdict(result.goal().processorSeconds(), result.isWithinBudget()));
    }

    private static String rate(Spread spread) {
        return String.format(Locale.ROOT, "%,.0f (%,.0f–%,.0f)", spread.median(), spread.least(), spread.most());
    }

    private static String seconds(ProcessorTime time) {
        if (Double.isNaN(time.total())) {
            return "not reported";
        }
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f + %.2f + %.2f)",
                time.total(),
                time.programs(),
                time.broker(),
                time.database());
    }

    private static String figure(double goal) {
        return goal == 0 ? "–" : String.format(Locale.ROOT, "%.2f", goal);
    }

    private static String verdict(double goal, boolean met) {
        if (goal == 0) {
            return "";
        }
        return met ? "met" : "MISSED";
    }
}
