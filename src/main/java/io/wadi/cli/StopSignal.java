package io.wadi.cli;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/**
 * Waits for Ctrl-C, SIGTERM or the end of the terminal (SIGHUP, unless nohup has it ignored). A shutdown hook would not
 * do: the embedded database has one of its own, which runs at the same time and takes the database away from what is
 * still being stored.
 */
final class StopSignal {

    private final CountDownLatch stop = new CountDownLatch(1);

    StopSignal() {
        this(() -> {});
    }

    private StopSignal(Runnable action) {
        for (String name : List.of("INT", "TERM", "HUP")) {
            Signal.handle(new Signal(name), signal -> {
                stop.countDown();
                action.run();
            });
        }
    }

    /** One that interrupts the calling thread, for a command that has an end of its own. */
    static StopSignal interrupting() {
        return new StopSignal(Thread.currentThread()::interrupt);
    }

    /** Whether it has come. */
    boolean came() {
        return stop.getCount() == 0;
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
