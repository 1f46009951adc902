package io.wadi.cli;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import sun.misc.Signal;

/**
 * Handles Ctrl-C, SIGTERM and the end of the terminal (SIGHUP, unless nohup ignores it) for a command.
 *
 * <p>During its start, a command ends at once, like any process: it has not accepted any data, and the watch of the
 * embedded database stops the database. After {@link #started()}, the command is told and has eight seconds to end in
 * order. After that, or at a second signal, it ends at once. The next start then recovers its unfinished work, as after
 * a kill.
 *
 * <p>Shutdown hooks are not suitable: the JVM runs all of them at the same time, so servers would stop while packets
 * are still being stored.
 */
final class StopSignal {

    private static final String REST =
            "the next start stores what is left in Kafka; captured packets that Kafka has not"
                    + " acknowledged are lost";

    /** A shell's exit status for a process that a signal ended: 130 for SIGINT, 143 for SIGTERM. */
    private static final int ENDED_BY_SIGNAL = 128;

    private static final long PATIENCE_MILLIS = 8_000;
    private static final long FAREWELL_MILLIS = 500;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final Terminal terminal;
    private final AtomicBoolean isCutShort = new AtomicBoolean();
    private boolean started;
    private Thread working;
    private Runnable waiting;
    private volatile int status;

    /** Starts to handle signals, for a command that starts. */
    StopSignal(Terminal terminal) {
        this.terminal = terminal;
        for (String name : List.of("INT", "TERM", "HUP")) {
            Signal.handle(new Signal(name), this::take);
        }
    }

    /** Called after the start: the next signal is to be {@link #await() awaited}. */
    synchronized void started() {
        started = true;
    }

    /** Called after the start of a command that ends by itself: the next signal interrupts the calling thread. */
    synchronized void startedWorking() {
        working = Thread.currentThread();
        started = true;
    }

    /**
     * Called after the start of a command that reads standard input. Ctrl-C also stops the program that writes it,
     * whose output must still be read; so the first signal only makes the command wait for its end.
     *
     * @param sayingSo tells the user that the command waits
     */
    synchronized void startedReadingInput(Runnable sayingSo) {
        waiting = sayingSo;
        startedWorking();
    }

    private synchronized void take(Signal signal) {
        if (started && waiting != null && signal.getName().equals("INT")) {
            Runnable sayingSo = waiting;
            waiting = null;
            sayingSo.run();
            return;
        }
        boolean again = came();
        status = again ? status : ENDED_BY_SIGNAL + signal.getNumber();
        stop.countDown();
        if (!started) {
            end("stopped during the start");
        } else if (again) {
            end("stopped immediately; " + REST);
        } else {
            endLate();
            if (working != null) {
                working.interrupt();
            }
        }
    }

    /** Exits; halts if the exit takes too long, for example because the terminal accepts no more text. */
    private void end(String sentence) {
        after(FAREWELL_MILLIS, () -> Runtime.getRuntime().halt(status));
        say(sentence);
        System.exit(status);
    }

    private void endLate() {
        after(PATIENCE_MILLIS, () -> {
            after(FAREWELL_MILLIS, () -> Runtime.getRuntime().halt(status));
            sayCutShort();
            Runtime.getRuntime().halt(status);
        });
    }

    /** Called after the stop in order: says so if routes were not done in time, for example because a sink blocks. */
    void stopped(CamelContext camel) {
        if (camel.getShutdownStrategy().hasTimeoutOccurred()) {
            sayCutShort();
        }
    }

    /** Both ways to end may be cut short, one after the other. */
    private void sayCutShort() {
        if (isCutShort.compareAndSet(false, true)) {
            say("stopped after a timeout; " + REST);
        }
    }

    private static void after(long millis, Runnable action) {
        Thread thread = new Thread(
                () -> {
                    try {
                        TimeUnit.MILLISECONDS.sleep(millis);
                        action.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "stop");
        thread.setDaemon(true);
        thread.start();
    }

    private void say(String sentence) {
        terminal.say("wadi: " + sentence);
    }

    /** Whether a signal has arrived. */
    boolean came() {
        return stop.getCount() == 0;
    }

    /** The exit status of a command that a signal ended. */
    int status() {
        return status;
    }

    /** Waits this long for a signal; returns whether one has arrived. */
    boolean await(long millis) throws InterruptedException {
        return stop.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Waits for a signal. */
    void await() throws InterruptedException {
        stop.await();
    }
}
