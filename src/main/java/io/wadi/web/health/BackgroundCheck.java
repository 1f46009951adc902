package io.wadi.web.health;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * A health check that asks in the background, so that the one who wants to know never waits. Down until the first answer,
 * while the last one was bad, and when the last good one is older than its patience.
 */
abstract class BackgroundCheck extends AbstractHealthCheck {

    private final long patienceNanos;
    private volatile String problem = "has not been checked yet";
    private volatile long answered = System.nanoTime();

    BackgroundCheck(String id, int patienceSeconds) {
        super("wadi", id);
        patienceNanos = TimeUnit.SECONDS.toNanos(patienceSeconds);
    }

    /** What is asked, with its address, at the beginning of a sentence; no secrets. */
    protected abstract String subject();

    /** Asks; throws when there is no good answer. */
    protected abstract void ask() throws Exception;

    /** Asks now; to be called every few seconds. Takes seconds at most, and never fails. */
    public final void refresh() {
        try {
            ask();
            problem = null;
            answered = System.nanoTime();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            problem = "does not answer: " + InnermostReason.of(e);
        }
    }

    @Override
    protected final void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String known = problem;
        long silent = System.nanoTime() - answered;
        if (known != null) {
            builder.message(subject() + " " + known).down();
        } else if (silent > patienceNanos) {
            builder.message(subject() + " has not answered for " + TimeUnit.NANOSECONDS.toSeconds(silent) + " s")
                    .down();
        } else {
            builder.up();
        }
    }
}
