package io.wadi.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RhythmTest {

    private static final long HOUR = 3_600_000_000_000L;

    @Test
    void noonIsBusierThanNightAndNobodyEverRests() {
        Rhythm rhythm = new Rhythm(0);
        assertThat(mean(rhythm, 4 * HOUR)).isGreaterThan(3 * mean(rhythm, 16 * HOUR));
        assertThat(mean(rhythm, 0)).isBetween(0.8, 1.2);
        for (long time = 0; time < 24 * HOUR; time += HOUR / 60) {
            assertThat(rhythm.busy(time)).isBetween(0.1, 2.5);
        }
    }

    private static double mean(Rhythm rhythm, long from) {
        double sum = 0;
        for (int second = 0; second < 611; second++) {
            sum += rhythm.busy(from + second * 1_000_000_000L);
        }
        return sum / 611;
    }
}
