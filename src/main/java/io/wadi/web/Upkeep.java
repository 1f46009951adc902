package io.wadi.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wadi.failure.PeriodicTask;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

/** Runs the console's periodic tasks and closes their resources on stop. Started and stopped by Camel. */
final class Upkeep extends ServiceSupport implements MeterBinder {

    private static final int THREADS = 3;
    private static final int CLOSE_SECONDS = 1;

    private final CamelContext context;
    private final ScheduledExecutorService threads;
    private final List<PeriodicTask> tasks = new CopyOnWriteArrayList<>();
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    Upkeep(CamelContext context) {
        this.context = context;
        threads = context.getExecutorServiceManager().newScheduledThreadPool(this, "wadi-upkeep", THREADS);
    }

    /** Runs a task now, and then with this delay after each run. */
    void every(int seconds, String name, Runnable task) {
        every(seconds, new PeriodicTask(name, task));
    }

    /** Runs a task now, and then with this delay after each run. */
    void every(int seconds, PeriodicTask task) {
        tasks.add(task);
        threads.scheduleWithFixedDelay(task, 0, seconds, TimeUnit.SECONDS);
    }

    /** The tasks. */
    List<PeriodicTask> tasks() {
        return tasks;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        tasks.forEach(task -> task.bindTo(registry));
    }

    /** Closes a resource on stop, in reverse order. */
    <T extends AutoCloseable> T closing(T resource) {
        resources.push(resource);
        return resource;
    }

    @Override
    protected void doStop() throws Exception {
        context.getExecutorServiceManager().shutdownNow(threads);
        context.getExecutorServiceManager().awaitTermination(threads, TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
        for (AutoCloseable resource : resources) {
            resource.close();
        }
        resources.clear();
    }
}
