package io.wadi.message;

import io.wadi.deploy.KafkaSecurity;
import io.wadi.failure.Causes;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs why the consumers of routes cannot be created, with route and file, once for each reason. Camel tries again every few
 * seconds, and its own messages name neither. Thread-safe.
 */
final class FailedConsumers {

    private static final Logger LOG = LoggerFactory.getLogger(FailedConsumers.class);

    private final Map<String, String> reported = new ConcurrentHashMap<>();

    /** After a failure. Camel may have no route yet; then the next attempt is logged. */
    void report(CamelContext camel, Properties consumer, KafkaException failure) {
        String routes = routes(camel, consumer);
        String reason = reason(consumer, failure);
        if (!routes.isEmpty() && !reason.equals(reported.put(routes, reason))) {
            LOG.error("{}: Kafka's consumer cannot be created, and is tried again: {}", routes, reason);
        }
    }

    /** After a success. */
    void forget(CamelContext camel, Properties consumer) {
        if (!reported.isEmpty()) {
            reported.remove(routes(camel, consumer));
        }
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
    private static String routes(CamelContext camel, Properties consumer) {
        return camel.getRoutes().stream()
                .filter(route -> route.getEndpoint() instanceof KafkaEndpoint kafka
                        && consumer.entrySet().containsAll(properties(kafka).entrySet()))
                .map(FailedConsumers::name)
                .collect(Collectors.joining(", "));
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
