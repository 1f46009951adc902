package io.wadi.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/**
 * Waits for Ctrl-C or SIGTERM. A shutdown hook would not do: the embedded database has one of its own, which runs at
 * the same time and takes the database away from what is still being stored.
 */
final class StopSignal {

    private final CountDownLatch stop = new CountDownLatch(1);

    StopSignal() {
        Signal.handle(new Signal("INT"), signal -> stop.countDown());
        Signal.handle(new Signal("TERM"), signal -> stop.countDown());
    }

    /** Whether it has come, waiting this long for it. */
    boolean await(long millis) throws InterruptedException {
        return stop.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Waits until it comes. */
    void await() throws InterruptedException {
        stop.await();
    }
}
