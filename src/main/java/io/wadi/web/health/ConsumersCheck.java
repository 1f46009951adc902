package io.wadi.web.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.camel.spi.InflightRepository.InflightExchange;

/**
 * Down while a route that reads Kafka, shipped or a user's, has worked on one exchange for too long (it retries, or
 * waits for somebody), or has only failed for as long. No matter of readiness. Needs Camel's inflight browsing.
 */
public final class ConsumersCheck extends AbstractHealthCheck {

    private static final int LONGEST_REASON = 200;

    private final CamelContext camel;
    private final Duration patience;

    /**
     * A check of the routes that this context has when it is asked.
     *
     * @param patience how long a route may go without progress
     */
    public ConsumersCheck(CamelContext camel, Duration patience) {
        super("wadi", "consumers");
        this.camel = camel;
        this.patience = patience;
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<String> stalled = camel.getRoutes().stream()
                .filter(route -> route.getEndpoint() instanceof KafkaEndpoint)
                .map(Route::getRouteId)
                .map(route -> retrying(route).or(() -> failing(route)).orElse(null))
                .filter(Objects::nonNull)
                .toList();
        if (stalled.isEmpty()) {
            builder.up();
        } else {
            builder.message("No progress for " + patience.toSeconds() + " s: " + String.join("; ", stalled))
                    .down();
        }
    }

    private Optional<String> retrying(String route) {
        InflightExchange oldest = camel.getInflightRepository().oldest(route);
        if (oldest == null || oldest.getDuration() < patience.toMillis()) {
            return Optional.empty();
        }
        Throwable failure = oldest.getExchange().getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        return Optional.of(route + (failure == null ? " waits at step " + oldest.getNodeId() : reason(failure)));
    }

    private Optional<String> failing(String id) {
        ManagedRouteMBean route = managed(id);
        if (route == null || route.getLastExchangeFailureTimestamp() == null) {
            return Optional.empty();
        }
        long now = System.currentTimeMillis();
        long failed = route.getLastExchangeFailureTimestamp().getTime();
        long began = Math.max(
                route.getFirstExchangeFailureTimestamp().getTime(),
                route.getLastExchangeCompletedTimestamp() == null
                        ? 0
                        : route.getLastExchangeCompletedTimestamp().getTime());
        boolean only = failed > began && now - began > patience.toMillis() && now - failed < patience.toMillis();
        return only ? Optional.of(id + " only fails; the log says why") : Optional.empty();
    }

    private ManagedRouteMBean managed(String id) {
        ManagedCamelContext managed = camel.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class);
        return managed == null ? null : managed.getManagedRoute(id);
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        String line = message.lines().findFirst().orElse("");
        return " retries: " + line.substring(0, Math.min(line.length(), LONGEST_REASON));
    }
}
