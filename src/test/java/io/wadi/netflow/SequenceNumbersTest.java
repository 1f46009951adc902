package io.wadi.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceNumbersTest {

    private final SequenceNumbers numbers = new SequenceNumbers();

    @Test
    void aGapIsALoss() {
        assertThat(numbers.note(100, 30, false)).isZero();
        assertThat(numbers.note(130, 30, false)).isZero();
        assertThat(numbers.note(190, 30, false)).isEqualTo(30);
        assertThat(numbers.lost()).isEqualTo(30);
        assertThat(numbers.restarts()).isZero();
    }

    @Test
    void aWrapAroundIsNoLoss() {
        numbers.note(-10, 10, false);
        assertThat(numbers.note(0, 10, false)).isZero();
        assertThat(numbers.note(12, 1, false)).isEqualTo(2);
        assertThat(numbers.restarts()).isZero();
    }

    @Test
    void aGapAcrossTheWrapAroundIsALoss() {
        numbers.note(-10, 5, false);
        assertThat(numbers.note(3, 1, false)).isEqualTo(8);
    }

    @Test
    void aDatagramThatArrivesLateIsNotLost() {
        numbers.note(1, 1, false);
        assertThat(numbers.note(3, 1, false)).isEqualTo(1);
        assertThat(numbers.note(2, 1, false)).isEqualTo(-1);
        assertThat(numbers.note(4, 1, false)).isZero();
        assertThat(numbers.lost()).isZero();
    }

    @Test
    void aRepeatedDatagramMakesNoNegativeLoss() {
        numbers.note(1, 1, false);
        assertThat(numbers.note(1, 1, false)).isZero();
        assertThat(numbers.lost()).isZero();
    }

    @Test
    void aRestartIsNoLoss() {
        numbers.note(5_000_000, 1, false);
        assertThat(numbers.note(0, 1, false)).isZero();
        assertThat(numbers.restarts()).isEqualTo(1);
        assertThat(numbers.note(1, 1, false)).isZero();
        assertThat(numbers.lost()).isZero();
    }

    /** From above 2³¹ to 0 looks like a gap forwards. */
    @Test
    void aRestartFromALargeNumberIsNoLoss() {
        numbers.note(0xf000_0000, 1, false);
        assertThat(numbers.note(0, 1, false)).isZero();
        assertThat(numbers.restarts()).isEqualTo(1);
    }

    /** Numbers alone would say that 50 datagrams are late. */
    @Test
    void theUptimeShowsARestartAfterAFewDatagrams() {
        numbers.note(50, 1, false);
        assertThat(numbers.note(0, 1, true)).isZero();
        assertThat(numbers.restarts()).isEqualTo(1);
        assertThat(numbers.note(3, 1, false)).isEqualTo(2);
    }

    @Test
    void afterADatagramOfUnknownUnitsNothingIsCounted() {
        numbers.note(10, -1, false);
        assertThat(numbers.note(500, 5, false)).isZero();
        assertThat(numbers.note(506, 1, false)).isEqualTo(1);
    }
}
