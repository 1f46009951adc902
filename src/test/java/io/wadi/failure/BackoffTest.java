package io.wadi.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doublesFromHalfASecondToHalfAMinuteAndStartsAnew() {
        Backoff backoff = new Backoff(30_000);
        long expected = 500;
        for (int i = 0; i < 20; i++) {
            assertThat(backoff.nextMillis()).isBetween(expected / 2, expected);
            expected = Math.min(expected * 2, 30_000);
        }
        backoff.reset();
        assertThat(backoff.nextMillis()).isBetween(250L, 500L);
    }
}
