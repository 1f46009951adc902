package io.wadi.cli;

import java.util.ArrayList;
import java.util.Iterator;
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

    /** As a shell has it for a process that SIGINT ended. */
    private static final int ENDED_BY_INTERRUPT = 130;

    private final CountDownLatch stop = new CountDownLatch(1);

    StopSignal() {
        onSignals(List.of(stop::countDown));
    }

    private StopSignal(Thread thread, List<Runnable> before) {
        List<Runnable> actions = new ArrayList<>(before);
        actions.add(() -> {
            stop.countDown();
            thread.interrupt();
        });
        // For what hangs in a system call.
        actions.add(() -> System.exit(ENDED_BY_INTERRUPT));
        onSignals(actions);
    }

    /** One that interrupts the calling thread, for a command that has an end of its own; a second one ends the process. */
    static StopSignal interrupting() {
        return new StopSignal(Thread.currentThread(), List.of());
    }

    /**
     * The same from the second signal on, for a command that reads standard input: Ctrl-C goes to whoever writes it as
     * well, and what that wrote before it ended is to be taken.
     *
     * @param waiting says so
     */
    static StopSignal interruptingAfterInput(Runnable waiting) {
        return new StopSignal(Thread.currentThread(), List.of(waiting));
    }

    private static void onSignals(List<Runnable> actions) {
        Iterator<Runnable> next = actions.iterator();
        for (String name : List.of("INT", "TERM", "HUP")) {
            Signal.handle(new Signal(name), signal -> {
                synchronized (next) {
                    if (next.hasNext()) {
                        next.next().run();
                    }
                }
            });
        }
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
