package io.wadi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void theMedianIsTheMiddleRoundHoweverTheyCame() {
        assertThat(new Spread(new double[] {3, 1, 200}).median()).isEqualTo(3);
    }

    @Test
    void ofAnEvenNumberOfRoundsItIsBetweenTheTwoInTheMiddle() {
        assertThat(new Spread(new double[] {4, 1, 2, 200}).median()).isEqualTo(3);
    }

    @Test
    void theSpreadIsFromTheLeastToTheMost() {
        Spread spread = new Spread(new double[] {4, 1, 2, 200});
        assertThat(spread.least()).isEqualTo(1);
        assertThat(spread.most()).isEqualTo(200);
    }

    @Test
    void theWorstRatioIsFoundRoundByRound() {
        Spread ours = new Spread(new double[] {100, 60, 90});
        assertThat(ours.worstRatioTo(new Spread(new double[] {50, 20, 60}))).isEqualTo(1.5);
    }
}
