package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FoldPaceTest {

    private long now = Long.MAX_VALUE - 1;
    private final FoldPace pace = new FoldPace(() -> now);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void theFirstFoldIsDueIfThereIsAnything() {
        assertThat(pace.isDue(0)).isFalse();
        assertThat(pace.isDue(1)).isTrue();
    }

    @Test
    void restsFourTimesAsLongAsAFoldTookUnlessAWholeOneIsWaiting() {
        pace.folded(Duration.ofMillis(500));
        pass(Duration.ofMillis(1999));
        assertThat(pace.isDue(FoldPace.MOST - 1)).isFalse();
        assertThat(pace.isDue(FoldPace.MOST)).isTrue();
        pass(Duration.ofMillis(1));
        assertThat(pace.isDue(1)).isTrue();
    }

    @Test
    void restsTenSecondsAtMost() {
        pace.folded(Duration.ofMinutes(1));
        pass(Duration.ofSeconds(10));
        assertThat(pace.isDue(1)).isTrue();
    }

    @Test
    void aFailureHalvesTheNextFoldAndSuccessDoublesIt() {
        for (long most = FoldPace.MOST; most > 1; most /= 2) {
            assertThat(pace.most()).isEqualTo(most);
            pace.failed();
        }
        pace.failed();
        assertThat(pace.most()).isEqualTo(1);
        pace.folded(Duration.ZERO);
        assertThat(pace.most()).isEqualTo(2);
        for (int i = 0; i < 20; i++) {
            pace.folded(Duration.ZERO);
        }
        assertThat(pace.most()).isEqualTo(FoldPace.MOST);
    }
}
