package io.wadi.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTest {

    private static final ProcessorTime NINE = new ProcessorTime(6, 1, 2);
    private static final Goal GOAL = Goal.ratio(1.5).withBudget(9);

    private static Result result(Side ours, Side yardstick) {
        return Result.of("x", ours, yardstick, GOAL);
    }

    @Test
    void theRatioIsTheOneOfTheWorstRound() {
        Result result = result(Figures.side("wadi", 90, 40, 80), Figures.side("pmacctd", 30, 20, 80));
        assertThat(result.ratio()).isEqualTo(1.0);
    }

    @Test
    void aFastRoundDoesNotMendASlowOne() {
        assertThat(result(Figures.side("wadi", 30, 30), Figures.side("pmacctd", 20, 20))
                        .isMet())
                .isTrue();
        assertThat(result(Figures.side("wadi", 29, 60), Figures.side("pmacctd", 20, 20))
                        .isMet())
                .isFalse();
    }

    @Test
    void theGoalIsMetOnlyColdAndSteady() {
        Side yardstick = Figures.steady("pmacctd", 20, 40, NINE);
        assertThat(result(Figures.steady("wadi", 30, 60, NINE), yardstick).isMet())
                .isTrue();
        assertThat(result(Figures.steady("wadi", 29, 60, NINE), yardstick).isMet())
                .isFalse();
        assertThat(result(Figures.steady("wadi", 30, 59, NINE), yardstick).isMet())
                .isFalse();
    }

    @Test
    void aYardstickWithoutSecondHalfCountsWhole() {
        Result result = result(Figures.steady("wadi", 30, 60, NINE), Figures.side("copy", 20));
        assertThat(result.ratio()).isEqualTo(1.5);
        assertThat(result.steadyRatio()).isEqualTo(3);
    }

    @Test
    void theBudgetIsForTheProcessorTimeOfAllProcessesInTheSecondHalf() {
        Side yardstick = Figures.side("pmacctd", 20);
        assertThat(result(Figures.steady("wadi", 30, 60, NINE), yardstick).isWithinBudget())
                .isTrue();
        assertThat(result(Figures.steady("wadi", 30, 60, new ProcessorTime(6, 1, 2.1)), yardstick)
                        .isWithinBudget())
                .isFalse();
        assertThat(result(Figures.steady("wadi", 30, 60, ProcessorTime.UNKNOWN), yardstick)
                        .isWithinBudget())
                .isFalse();
    }

    @Test
    void theProcessorTimeIsTheOneOfTheMedianRound() {
        Side side = new Side(
                "wadi",
                List.of(
                        Measurement.of(1, new ProcessorTime(5, 0, 0)),
                        Measurement.of(1, new ProcessorTime(1, 1, 1)),
                        Measurement.of(1, new ProcessorTime(0, 0, 4))));
        assertThat(side.processor()).isEqualTo(new ProcessorTime(0, 0, 4));
    }

    @Test
    void withoutFiguresNoGoalIsMet() {
        Result result = Result.without("x", Goal.ratio(0.1), new BenchException("lost a packet"));
        assertThat(result.ratio()).isNaN();
        assertThat(result.isMet()).isFalse();
        assertThat(result.isWithinBudget()).isFalse();
        assertThat(result.skipped()).isFalse();
    }

    @Test
    void theSecondHalfHasItsOwnRateAndProcessorTime() {
        Moment start = new Moment(100, 0, new ProcessorTime(1, 1, 1));
        Moment half = new Moment(130, 2_400_000, new ProcessorTime(41, 5, 9));
        Moment end = new Moment(142, 4_800_000, new ProcessorTime(53, 7.4, 13.8));
        Measurement figures = Measurement.between(start, end).withSecondHalf(half, end);
        assertThat(figures.packetsPerSecond()).isEqualTo(4_800_000 / 42.0);
        assertThat(figures.steadyPacketsPerSecond()).isEqualTo(200_000);
        assertThat(figures.processor().total()).isCloseTo((52 + 6.4 + 12.8) / 4.8, within(1e-9));
        assertThat(figures.steadyProcessor().programs()).isCloseTo(5, within(1e-9));
        assertThat(figures.steadyProcessor().broker()).isCloseTo(1, within(1e-9));
        assertThat(figures.steadyProcessor().database()).isCloseTo(2, within(1e-9));
    }
}
