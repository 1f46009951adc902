package io.wadi.message;

import io.wadi.failure.PeriodicTask;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects when the clock of the machine is set back. Kafka's clients use that clock for their time-outs ({@code
 * org.apache.kafka.common.utils.Time}). After a step back they send no heartbeats, do not reconnect and may not return
 * from a poll until the clock has reached the earlier time again, possibly hours later. Thread-safe.
 */
final class ClockWatch {

    /** A smaller step delays the clients less than this, and time servers often correct small errors. */
    static final Duration STEP = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final ClockWatch OF_PROCESS = new ClockWatch(System::currentTimeMillis, System::nanoTime).started();

    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicLong steps = new AtomicLong();
    private final AtomicLong changes = new AtomicLong();
    private final LongSupplier wallMillis;
    private final LongSupplier steadyNanos;
    private long lastAhead;

    /** Creates a watch of the wall clock, which it compares with the monotonic clock. */
    ClockWatch(LongSupplier wallMillis, LongSupplier steadyNanos) {
        this.wallMillis = wallMillis;
        this.steadyNanos = steadyNanos;
        lastAhead = ahead();
    }

    /** The watch of this process, which checks every second. */
    static ClockWatch ofProcess() {
        return OF_PROCESS;
    }

    private ClockWatch started() {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(look -> {
            Thread thread = new Thread(look, "clock-watch");
            thread.setDaemon(true);
            return thread;
        });
        executor.scheduleAtFixedRate(
                new PeriodicTask("Watching the clock", this::look),
                PERIOD.toMillis(),
                PERIOD.toMillis(),
                TimeUnit.MILLISECONDS);
        return this;
    }

    /** Adds a task that the watch's thread runs after each step back; it must not block. */
    void add(Runnable listener) {
        listeners.add(listener);
    }

    void remove(Runnable listener) {
        listeners.remove(listener);
    }

    /** Number of steps back so far. */
    long steps() {
        return steps.get();
    }

    /** Number of steps in either direction so far. */
    long changes() {
        return changes.get();
    }

    /** Compares the difference between the clocks with the previous difference. */
    synchronized void look() {
        long before = lastAhead;
        lastAhead = ahead();
        if (Math.abs(before - lastAhead) >= STEP.toMillis()) {
            changes.incrementAndGet();
        }
        if (before - lastAhead >= STEP.toMillis()) {
            steps.incrementAndGet();
            listeners.forEach(ClockWatch::tell);
        }
    }

    /** One that fails must not keep the others from it. */
    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.warn("A Kafka client cannot be told that the clock was set back: {}", e.toString());
        }
    }

    private long ahead() {
        return wallMillis.getAsLong() - TimeUnit.NANOSECONDS.toMillis(steadyNanos.getAsLong());
    }
}
