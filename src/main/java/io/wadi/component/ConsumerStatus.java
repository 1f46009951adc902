package io.wadi.component;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Function;
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

    /** Registers the health check, and the meters that {@code newMeters} makes; closing these removes them. */
    public static ConsumerStatus show(
            CamelContext context, HealthCheck healthCheck, Function<MeterRegistry, AutoCloseable> newMeters) {
        HealthCheckRegistry healthChecks = HealthCheckRegistry.get(context);
        if (healthChecks != null) {
            healthChecks.register(healthCheck);
        }
        MeterRegistry registry = context.getRegistry().findSingleByType(MeterRegistry.class);
        return new ConsumerStatus(healthChecks, healthCheck, registry == null ? () -> {} : newMeters.apply(registry));
    }

    /** Removes the health check: a consumer that stops is not a failure. */
    public void hideHealth() {
        if (healthChecks != null) {
            healthChecks.unregister(healthCheck);
        }
    }

    /** Removes the meters, which count until the last batch is delivered. */
    public void hideMeters() throws Exception {
        meters.close();
    }
}
