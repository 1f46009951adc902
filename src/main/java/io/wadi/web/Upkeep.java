package io.wadi.web;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does again and again what is to be kept fresh, and closes at the end what that needs. Started and stopped by Camel. */
final class Upkeep extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final int THREADS = 3;
    private static final int CLOSE_SECONDS = 1;

    private final CamelContext context;
    private final ScheduledExecutorService threads;
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    Upkeep(CamelContext context) {
        this.context = context;
        threads = context.getExecutorServiceManager().newScheduledThreadPool(this, "wadi-upkeep", THREADS);
    }

    /** Runs a task now, and then so many seconds after it ended; what it throws is logged once and does not end it. */
    void every(int seconds, String name, Runnable task) {
        threads.scheduleWithFixedDelay(() -> run(name, task), 0, seconds, TimeUnit.SECONDS);
    }

    private void run(String name, Runnable task) {
        try {
            task.run();
            if (failing.remove(name)) {
                LOG.info("{} works again", name);
            }
        } catch (RuntimeException e) {
            if (failing.add(name)) {
                LOG.warn("{} fails, and is tried again: {}", name, e.getMessage());
            }
        }
    }

    /** Has a resource closed in the end, the latest first. */
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
