package io.wadi.failure;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that an executor runs periodically. No exception stops it, although an executor silently drops a task that
 * throws: failures are counted, a new failure is logged once, and the last one is kept until a run succeeds. A run
 * that does not return, and so prevents the next one, is a problem too. Errors of the virtual machine end the
 * process (see {@link FatalError}). For components that work without Micrometer; the application itself uses {@link
 * PeriodicTask}.
 */
public class RepeatedTask implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedTask.class);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String name;
    private final Runnable task;
    private final Duration patience;
    private final LongAdder failures = new LongAdder();
    private volatile String failure;
    private volatile Long runningSince;

    /**
     * Creates a task.
     *
     * @param name what it does, as the beginning of a sentence: {@code Reloading GeoIP files}
     */
    public RepeatedTask(String name, Runnable task) {
        this(name, task, PATIENCE);
    }

    /** Creates a task whose runs normally take less than {@code patience}. */
    RepeatedTask(String name, Runnable task, Duration patience) {
        this.name = name;
        this.task = task;
        this.patience = patience;
    }

    @Override
    public void run() {
        runningSince = System.nanoTime();
        try {
            task.run();
            if (failure != null) {
                LOG.info("{} works again", name);
                failure = null;
            }
        } catch (Throwable e) {
            FatalError.endProcessOn(e);
            failed(e);
        } finally {
            runningSince = null;
        }
    }

    private void failed(Throwable cause) {
        failures.increment();
        String reason = cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : cause.getMessage().lines().findFirst().orElse("");
        if (!reason.equals(failure)) {
            LOG.warn("{} failed; the next run tries again: {}", name, reason);
            LOG.debug("{} failed", name, cause);
        }
        failure = reason;
    }

    String name() {
        return name;
    }

    /** Number of failed runs. */
    public long failures() {
        return failures.sum();
    }

    /** A sentence on the current run if it does not return, otherwise on the last run if it failed. */
    public Optional<String> problem() {
        return hanging().or(() -> Optional.ofNullable(failure).map(reason -> name + " failed: " + reason));
    }

    private Optional<String> hanging() {
        Long since = runningSince;
        long nanos = since == null ? 0 : System.nanoTime() - since;
        return nanos > patience.toNanos()
                ? Optional.of(name + " has not finished for " + TimeUnit.NANOSECONDS.toSeconds(nanos) + " s")
                : Optional.empty();
    }
}
