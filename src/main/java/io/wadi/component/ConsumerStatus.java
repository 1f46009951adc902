package io.wadi.component;

import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;

/** What operators see of a running consumer: its health check, and its meters if the application has a registry. */
public final class ConsumerStatus {

    private final HealthCheckRegistry healthChecks;
    private final HealthCheck healthCheck;
    private final AutoCloseable meters;

    private ConsumerStatus(HealthCheckRegistry healthChecks, HealthCheck healthCheck, AutoCloseable meters) {
        this.healthChecks = healthChecks;
        this.healthCheck = healthCheck;
        this.meters = meters;
    }

    /**
     * Registers the health check and the meters.
     *
     * @param newMeters makes meters in the registry of the application, or returns null if it has none; closing them
     *     removes them. It is called only if Micrometer is on the class path
     */
    public static ConsumerStatus show(
            CamelContext context, HealthCheck healthCheck, Supplier<? extends AutoCloseable> newMeters) {
        HealthCheckRegistry healthChecks = HealthCheckRegistry.get(context);
        if (healthChecks != null) {
            healthChecks.register(healthCheck);
        }
        return new ConsumerStatus(healthChecks, healthCheck, hasMicrometer(context) ? newMeters.get() : null);
    }

    /** Micrometer is optional: where it is missing, no class that mentions it can be used, nor a lambda that does. */
    private static boolean hasMicrometer(CamelContext context) {
        return context.getClassResolver().resolveClass("io.micrometer.core.instrument.MeterRegistry") != null;
    }

    /** Removes the health check: a consumer that stops is not a failure. */
    public void hideHealth() {
        if (healthChecks != null) {
            healthChecks.unregister(healthCheck);
        }
    }

    /** Removes the meters, which count until the last batch is delivered. */
    public void hideMeters() throws Exception {
        if (meters != null) {
            meters.close();
        }
    }
}
