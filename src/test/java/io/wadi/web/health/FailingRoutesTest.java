package io.wadi.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailingRoutesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private long now = Long.MAX_VALUE - 5;
    private final FailingRoutes routes = new FailingRoutes(() -> now);

    private boolean onlyFails(long completed, long failed) {
        return routes.onlyFails("sink-csv", completed, failed, PATIENCE);
    }

    private void pass(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void aRouteThatOnlyFailsForTooLongDoes() {
        assertThat(onlyFails(7, 0)).isFalse();
        pass(3_600);
        assertThat(onlyFails(7, 1))
                .as("its first failure, after an hour without messages")
                .isFalse();
        pass(30);
        assertThat(onlyFails(7, 5)).isFalse();
        pass(31);
        assertThat(onlyFails(7, 9)).isTrue();
    }

    @Test
    void aSuccessOrSilenceEndsIt() {
        onlyFails(7, 0);
        onlyFails(7, 1);
        pass(61);
        assertThat(onlyFails(7, 2)).isTrue();
        assertThat(onlyFails(8, 2)).isFalse();
        assertThat(onlyFails(8, 3)).isFalse();
        pass(61);
        assertThat(onlyFails(8, 3)).as("no failure for a minute").isFalse();
    }
}
