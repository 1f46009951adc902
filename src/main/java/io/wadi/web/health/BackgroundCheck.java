package io.wadi.web.health;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * A health check that runs in the background, so its readers never wait. Down until the first result, while the last
 * run failed, and if the last success is too old.
 */
abstract class BackgroundCheck extends AbstractHealthCheck {

    private final long patienceNanos;
    private volatile String problem = "has not been checked yet";
    private volatile long answered = System.nanoTime();

    BackgroundCheck(String id, int patienceSeconds) {
        super("wadi", id);
        patienceNanos = TimeUnit.SECONDS.toNanos(patienceSeconds);
    }

    /** The checked server with its address, as the beginning of a sentence; no secrets. */
    protected abstract String subject();

    /** Asks the server; throws if there is no good answer. */
    protected abstract void ask() throws Exception;

    /** Runs the check; to be called every few seconds. Takes at most a few seconds, and never throws. */
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
