package io.wadi.message;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Notices when the clock of the machine is set back. Kafka's clients wait by that clock ({@code
 * org.apache.kafka.common.utils.Time}): after a step back they send no heartbeat, do not connect again and may not even
 * return from a poll until the clock is where it was, hours later. All methods may be called by any thread.
 */
final class ClockWatch {

    /** A step back by less delays the clients by less, and time servers correct small errors all the time. */
    static final Duration STEP = Duration.ofSeconds(5);

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final ClockWatch OF_PROCESS = new ClockWatch(System::currentTimeMillis, System::nanoTime).started();

    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicLong steps = new AtomicLong();
    private final LongSupplier wallMillis;
    private final LongSupplier steadyNanos;
    private long lastAhead;

    /** A watch of a clock that may be set, beside one that nobody sets. */
    ClockWatch(LongSupplier wallMillis, LongSupplier steadyNanos) {
        this.wallMillis = wallMillis;
        this.steadyNanos = steadyNanos;
        lastAhead = ahead();
    }

    /** The watch of this process, which looks every second. */
    static ClockWatch ofProcess() {
        return OF_PROCESS;
    }

    private ClockWatch started() {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(look -> {
            Thread thread = new Thread(look, "clock-watch");
            thread.setDaemon(true);
            return thread;
        });
        executor.scheduleAtFixedRate(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Has a task run on the thread of the watch after each step back; it must neither throw nor wait. */
    void add(Runnable listener) {
        listeners.add(listener);
    }

    void remove(Runnable listener) {
        listeners.remove(listener);
    }

    /** How often the clock was set back so far. */
    long steps() {
        return steps.get();
    }

    /** Compares how far the clocks are apart with the last look. */
    void look() {
        long ahead = ahead();
        if (lastAhead - ahead >= STEP.toMillis()) {
            steps.incrementAndGet();
            listeners.forEach(Runnable::run);
        }
        lastAhead = ahead;
    }

    private long ahead() {
        return wallMillis.getAsLong() - TimeUnit.NANOSECONDS.toMillis(steadyNanos.getAsLong());
    }
}
