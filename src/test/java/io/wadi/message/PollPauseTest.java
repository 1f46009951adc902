package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.failure.Backoff;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PollPauseTest {

    private static final int FAILURES = 20;
    private static final Duration DAY = Duration.ofDays(1);

    private final PollPause pause = new PollPause(new Backoff(DAY.toMillis()));

    @Test
    void restsBrieflyUntilThePauseIsOver() {
        assertThat(pause.rest(DAY)).isFalse();
        failOften();
        assertThat(pause.rest(Duration.ofMillis(1))).isTrue();
        assertThat(pause.rest(Duration.ofMillis(1))).isTrue();
    }

    @Test
    void endsWhenItIsWoken() {
        failOften();
        pause.end();
        assertThat(pause.rest(DAY)).isFalse();
    }

    @Test
    void isShortAgainAfterASuccess() {
        failOften();
        pause.afterSuccess();
        pause.afterFailure();
        await().until(() -> !pause.rest(Duration.ofMillis(1)));
    }

    /** The pause is some hours then. */
    private void failOften() {
        for (int i = 0; i < FAILURES; i++) {
            pause.afterFailure();
        }
    }
}
