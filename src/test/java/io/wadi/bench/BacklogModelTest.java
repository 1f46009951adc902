package io.wadi.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BacklogModelTest {

    /** Stores 100,000 packets a second. */
    private final BacklogModel model = BacklogModel.of(500_000, 5);

    @Test
    void anOutageIsDrainedAtTheSpareRate() {
        double backlog = 20_000 * 3_600.0;
        assertThat(model.drainSeconds(backlog, 20_000)).isCloseTo(900, within(1e-6));
        assertThat(model.backlogAfter(900, backlog, 20_000)).isCloseTo(0, within(1e-3));
        assertThat(model.backlogAfter(450, backlog, 20_000)).isCloseTo(backlog / 2, within(1e-3));
    }

    @Test
    void aPeakAboveTheServiceRateGrowsForAsLongAsItLasts() {
        assertThat(model.backlogAfter(60, 0, 150_000)).isCloseTo(3_000_000, within(1e-3));
        assertThat(model.drainSeconds(1, 100_000)).isInfinite();
    }

    @Test
    void nothingWaitsWhereTheStoreIsFaster() {
        assertThat(model.backlogAfter(60, 0, 99_000)).isZero();
        assertThat(model.drainSeconds(0, 99_000)).isZero();
    }
}
