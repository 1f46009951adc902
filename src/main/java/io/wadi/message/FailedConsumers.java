package io.wadi.message;

import io.wadi.deploy.KafkaSecurity;
import io.wadi.failure.Causes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says why the consumers of routes cannot be created, with route and file: once for each reason in the log, and in the health
 * check {@code kafka-consumers} as long as it is so. Camel tries again every few seconds, shows such a route as running, and
 * its own messages name neither. Thread-safe.
 */
final class FailedConsumers extends AbstractHealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(FailedConsumers.class);

    private final Map<Route, String> reasons = new ConcurrentHashMap<>();

    FailedConsumers() {
        super("wadi", "kafka-consumers");
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    /** After a failure. Camel may have no route yet; then the next attempt is reported. */
    void report(CamelContext camel, Properties consumer, KafkaException failure) {
        String reason = reason(consumer, failure);
        List<Route> fresh = routes(camel, consumer).stream()
                .filter(route -> !reason.equals(reasons.put(route, reason)))
                .toList();
        if (!fresh.isEmpty()) {
            show(camel);
            LOG.error(
                    "{}",
                    sentence(fresh.stream().map(FailedConsumers::name).collect(Collectors.joining(", ")), reason));
        }
    }

    /** After a success. */
    void forget(CamelContext camel, Properties consumer) {
        if (!reasons.isEmpty()) {
            routes(camel, consumer).forEach(reasons::remove);
        }
    }

    private void show(CamelContext camel) {
        setCamelContext(camel);
        HealthCheckRegistry registry = HealthCheckRegistry.get(camel);
        if (registry != null) {
            registry.register(this);
        }
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        reasons.keySet().removeIf(route -> !isRunning(route));
        List<String> problems = reasons.entrySet().stream()
                .map(failed -> sentence(name(failed.getKey()), failed.getValue()))
                .sorted()
                .toList();
        builder.up();
        if (!problems.isEmpty()) {
            // A line each, since the mask of secrets may hide the rest of a line.
            builder.message(String.join(";\n", problems)).down();
        }
    }

    /** A deleted or replaced file has taken its routes away; a route that is stopped tries no longer. */
    private boolean isRunning(Route route) {
        CamelContext camel = getCamelContext();
        return camel.getRoute(route.getRouteId()) == route
                && camel.getRouteController().getRouteStatus(route.getRouteId()).isStarted();
    }

    private static String sentence(String routes, String reason) {
        return routes + ": Kafka's consumer cannot be created, and is tried again: " + reason;
    }

    private static String reason(Properties consumer, KafkaException failure) {
        try {
            return KafkaSecurity.problem(new ConsumerConfig(consumer))
                    .orElseGet(() -> String.valueOf(Causes.innermost(failure).getMessage()));
        } catch (KafkaException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The routes that have a consumer with these properties. */
    static List<Route> routes(CamelContext camel, Properties consumer) {
        return camel.getRoutes().stream()
                .filter(route -> route.getEndpoint() instanceof KafkaEndpoint kafka
                        && Objects.equals(
                                kafka.getConfiguration().getBrokers(),
                                consumer.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG))
                        && consumer.entrySet().containsAll(properties(kafka).entrySet()))
                .toList();
    }

    /** As Camel makes them for a consumer. */
    private static Properties properties(KafkaEndpoint kafka) {
        Properties properties = kafka.getConfiguration().createConsumerProperties();
        kafka.updateClassProperties(properties);
        return properties;
    }

    private static String name(Route route) {
        String place = route.getSourceLocationShort();
        return place == null ? "route " + route.getRouteId() : place + ": route " + route.getRouteId();
    }
}
