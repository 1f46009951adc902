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

    /** Without an end, these failures would take some hours. */
    private final PollPause pause = new PollPause(new Backoff(Duration.ofDays(1).toMillis()));

    @Test
    void waitsAfterAFailureUntilItIsWoken() throws Exception {
        endMany();
        Thread poller = new Thread(pause::afterFailure);
        poller.start();
        await().until(() -> poller.getState() == Thread.State.TIMED_WAITING);
        pause.end();
        poller.join();
        assertThat(poller.isAlive()).isFalse();
    }

    @Test
    void isShortAgainAfterASuccess() {
        endMany();
        pause.afterSuccess();
        pause.afterFailure();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private void endMany() {
        for (int i = 0; i < FAILURES; i++) {
            pause.end();
            pause.afterFailure();
        }
    }
}
