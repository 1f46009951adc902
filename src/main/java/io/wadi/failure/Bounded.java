package io.wadi.failure;

import java.time.Duration;

/** Runs what must not delay the end of the process. */
public final class Bounded {

    private Bounded() {}

    /**
     * Runs a task on a thread of its own and waits for it, but no longer than {@code patience}: then it goes on alone, until
     * it ends or the process does. The caller's interruption ends the wait too.
     *
     * @param name name of the thread
     * @return whether the task has ended
     */
    public static boolean run(String name, Duration patience, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
