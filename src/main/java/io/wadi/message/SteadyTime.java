package io.wadi.message;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

/**
 * A clock for Kafka's clients that cannot be set: it starts with the time of the machine's clock and advances with the
 * monotonic clock. Thread-safe.
 */
public final class SteadyTime implements Time {

    private final long startMillis = System.currentTimeMillis();
    private final long startNanos = System.nanoTime();

    @Override
    public long milliseconds() {
        return startMillis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }

    @Override
    public long nanoseconds() {
        return System.nanoTime();
    }

    @Override
    public void sleep(long millis) {
        Utils.sleep(millis);
    }
}
