package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CaptureGateTest {

    private final CaptureGate gate = new CaptureGate();

    private static Thread started(ThrowingRunnable body) {
        Thread thread = new Thread(() -> {
            try {
                body.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }

    private interface ThrowingRunnable {
        void run() throws InterruptedException;
    }

    private static void assertWaits(Thread thread) {
        await().until(() ->
                thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
    }

    @Test
    void isOpenAndRunningAtFirst() throws InterruptedException {
        assertThat(gate.isOpen()).isTrue();
        assertThat(gate.isSuspended()).isFalse();
        gate.awaitRunning();
    }

    @Test
    void holdsWhoIsSuspendedUntilResumed() throws InterruptedException {
        gate.suspend();
        assertThat(gate.isSuspended()).isTrue();
        Thread waiter = started(gate::awaitRunning);
        assertWaits(waiter);
        gate.resume();
        waiter.join();
        assertThat(gate.isSuspended()).isFalse();
    }

    @Test
    void whoSuspendsLearnsWhenTheCaptureRests() throws InterruptedException {
        gate.suspend();
        assertThat(gate.awaitRest(1)).as("nobody has taken notice yet").isFalse();
        Thread capture = started(() -> {
            gate.awaitRunning();
            gate.awaitRunning();
        });
        assertThat(gate.awaitRest(Long.MAX_VALUE)).isTrue();
        gate.resume();
        capture.join();
        gate.suspend();
        assertThat(gate.awaitRest(1)).as("it goes on").isFalse();
        gate.ended();
        assertThat(gate.awaitRest(1)).as("it is at its end").isTrue();
    }

    @Test
    void closingEndsEveryWait() throws InterruptedException {
        gate.suspend();
        Thread suspended = started(gate::awaitRunning);
        Thread pausing = started(() -> gate.pause(Long.MAX_VALUE / 2_000_000));
        assertWaits(suspended);
        assertWaits(pausing);
        gate.close();
        suspended.join();
        pausing.join();
        assertThat(gate.isOpen()).isFalse();
    }
}
