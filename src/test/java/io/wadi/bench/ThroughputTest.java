package io.wadi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThroughputTest {

    @Test
    void theMedianIsTheMiddleRoundHoweverTheyCame() {
        assertThat(new Throughput("odd", new double[] {3, 1, 200}).median()).isEqualTo(3);
    }

    @Test
    void ofAnEvenNumberOfRoundsItIsBetweenTheTwoInTheMiddle() {
        assertThat(new Throughput("even", new double[] {4, 1, 2, 200}).median()).isEqualTo(3);
    }

    @Test
    void aResultIsTheRatioOfMediansAndMetFromTheGoalOn() {
        Result result = new Result("x", figure(30), figure(20), 1.5, null);
        assertThat(result.ratio()).isEqualTo(1.5);
        assertThat(result.isMet()).isTrue();
        assertThat(new Result("x", figure(29), figure(20), 1.5, null).isMet()).isFalse();
    }

    @Test
    void withoutAFigureNoGoalIsMet() {
        Result result = new Result("x", null, null, 0, "lost a packet");
        assertThat(result.ratio()).isNaN();
        assertThat(result.isMet()).isFalse();
    }

    private static Throughput figure(double rate) {
        return new Throughput("a run", new double[] {rate});
    }
}
