package io.wadi.cli;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;
import sun.misc.Signal;

/**
 * Ctrl-C, SIGTERM or the end of the terminal (SIGHUP, unless nohup has it ignored), and what becomes of a command by
 * them.
 *
 * <p>While it starts, it ends at once, as a process does by default, whatever it waits for: nothing has been accepted
 * that an orderly end could save, and the watch of the embedded database ends that. Once it has {@link #started()}, it is
 * told, and has eight seconds for an orderly end; then, or by a second signal, it ends where it is. What it had in hand
 * is then left to the next start, as after a kill.
 *
 * <p>A shutdown hook would not do: the JVM runs them all at the same time, and takes servers away from what is still
 * being stored.
 */
final class StopSignal {

    /** As a shell has it for a process that a signal ended: 130 for SIGINT, 143 for SIGTERM. */
    private static final int ENDED_BY_SIGNAL = 128;

    private static final long PATIENCE_MILLIS = 8_000;
    private static final long FAREWELL_MILLIS = 500;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CommandSpec spec;
    private boolean started;
    private Thread working;
    private Runnable waiting;
    private volatile int status;

    /** Begins to listen, for a command that starts. */
    StopSignal(CommandSpec spec) {
        this.spec = spec;
        for (String name : List.of("INT", "TERM", "HUP")) {
            Signal.handle(new Signal(name), this::take);
        }
    }

    /** The start is over: the next signal is to be {@link #await() awaited}. */
    synchronized void started() {
        started = true;
    }

    /** The same for a command that has an end of its own: the next signal interrupts the calling thread. */
    synchronized void startedWorking() {
        working = Thread.currentThread();
        started = true;
    }

    /**
     * The same for a command that reads standard input. Ctrl-C goes to whoever writes it as well, and what that wrote
     * before it ended is to be taken; so the first one only lets wait.
     *
     * @param sayingSo tells the user
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
            end("stopped immediately; the next start continues with the rest");
        } else {
            endLate();
            if (working != null) {
                working.interrupt();
            }
        }
    }

    /** Exits; halts where exiting or a terminal that takes no more text holds that up. */
    private void end(String sentence) {
        after(FAREWELL_MILLIS, () -> Runtime.getRuntime().halt(status));
        say(sentence);
        System.exit(status);
    }

    private void endLate() {
        after(PATIENCE_MILLIS, () -> {
            after(FAREWELL_MILLIS, () -> Runtime.getRuntime().halt(status));
            say("stopped after a timeout; the next start continues with the rest");
            Runtime.getRuntime().halt(status);
        });
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
        spec.commandLine().getErr().println("wadi: " + sentence);
        spec.commandLine().getErr().flush();
    }

    /** Whether it has come. */
    boolean came() {
        return stop.getCount() == 0;
    }

    /** The exit status of a command that did not come to its end because of it. */
    int status() {
        return status;
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
