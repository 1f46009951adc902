package io.wadi.failure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wadi.metrics.Meters;
import java.time.Duration;

/** A {@link RepeatedTask} with a meter of its failures. */
public final class PeriodicTask extends RepeatedTask implements MeterBinder {

    /**
     * Creates a task.
     *
     * @param name what it does, as the beginning of a sentence: {@code Reloading GeoIP files}
     */
    public PeriodicTask(String name, Runnable task) {
        super(name, task);
    }

    /** Creates a task whose runs normally take less than {@code patience}. */
    public PeriodicTask(String name, Runnable task, Duration patience) {
        super(name, task, patience);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Meters.of(registry, this, "task", name())
                .counter(
                        "wadi.task.failures",
                        "Runs of a periodic task that failed; the next run tries again",
                        PeriodicTask::failures);
    }
}
