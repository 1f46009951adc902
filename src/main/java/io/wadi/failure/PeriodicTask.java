package io.wadi.failure;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that an executor runs again and again. Nothing that it throws ends it, since an executor drops a task that
 * throws without a word: failures are counted, a new one is logged once, and the last one is kept until a run succeeds.
 * Errors of the virtual machine end the process (see {@link FatalError}).
 */
public final class PeriodicTask implements Runnable, MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);

    private final String name;
    private final Runnable task;
    private final LongAdder failures = new LongAdder();
    private volatile String failure;

    /**
     * A task.
     *
     * @param name what it does, as the beginning of a sentence: {@code Reloading GeoIP files}
     */
    public PeriodicTask(String name, Runnable task) {
        this.name = name;
        this.task = task;
    }

    @Override
    public void run() {
        try {
            task.run();
            if (failure != null) {
                LOG.info("{} works again", name);
                failure = null;
            }
        } catch (Throwable e) {
            FatalError.endProcessOn(e);
            failed(e);
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

    /** How many runs failed. */
    public long failures() {
        return failures.sum();
    }

    /** A sentence on the last run, when it failed. */
    public Optional<String> problem() {
        return Optional.ofNullable(failure).map(reason -> name + " failed: " + reason);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("wadi.task.failures", this, PeriodicTask::failures)
                .description("Runs of a periodic task that failed; the next run tries again")
                .tag("task", name)
                .register(registry);
    }
}
