package io.wadi.web.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the brokers that routes name themselves accept connections. A consumer of Kafka waits for them without a word.
 * Wadi's own brokers have the {@link BrokerCheck}. Thread-safe.
 */
final class OtherBrokers {

    private static final Logger LOG = LoggerFactory.getLogger(OtherBrokers.class);

    private static final int CONNECT_MILLIS = 2_000;

    private final CamelContext camel;
    private final LongSupplier nanoTime;

    /** Since when a list of brokers has not been reached. */
    private final Map<String, Long> since = new ConcurrentHashMap<>();

    /** Creates a watch; {@code nanoTime} is {@link System#nanoTime} except in tests. */
    OtherBrokers(CamelContext camel, LongSupplier nanoTime) {
        this.camel = camel;
        this.nanoTime = nanoTime;
    }

    /** Connects to each list of brokers; to be called every few seconds, and takes at most some seconds for each. */
    void refresh() {
        Map<String, List<String>> routes = routes();
        since.keySet().retainAll(routes.keySet());
        routes.forEach((brokers, readers) -> {
            if (Stream.of(brokers.split(",")).map(String::strip).anyMatch(OtherBrokers::accepts)) {
                since.remove(brokers);
            } else if (since.putIfAbsent(brokers, nanoTime.getAsLong()) == null) {
                LOG.warn(
                        "No broker of {} accepts connections, so {} reads nothing",
                        brokers,
                        String.join(", ", readers));
            }
        });
    }

    /** The routes whose brokers have not been reached for this time, one phrase each. */
    Stream<String> unreachable(Duration longerThan) {
        return routes().entrySet().stream()
                .filter(entry -> isOlder(entry.getKey(), longerThan))
                .flatMap(entry -> entry.getValue().stream()
                        .map(route -> route + ": no broker of " + entry.getKey() + " accepts connections"));
    }

    private boolean isOlder(String brokers, Duration longerThan) {
        Long first = since.get(brokers);
        return first != null && nanoTime.getAsLong() - first > longerThan.toNanos();
    }

    /** The ids of the running routes that read brokers of their own, by these brokers. */
    private Map<String, List<String>> routes() {
        String own = camel.hasComponent("kafka") instanceof KafkaComponent kafka
                ? kafka.getConfiguration().getBrokers()
                : null;
        return camel.getRoutes().stream()
                .filter(route -> route.getEndpoint() instanceof KafkaEndpoint)
                .filter(route -> camel.getRouteController()
                        .getRouteStatus(route.getRouteId())
                        .isStarted())
                .filter(route -> !brokers(route).equals(own))
                .collect(Collectors.groupingBy(
                        OtherBrokers::brokers, Collectors.mapping(Route::getRouteId, Collectors.toList())));
    }

    private static String brokers(Route route) {
        return String.valueOf(
                ((KafkaEndpoint) route.getEndpoint()).getConfiguration().getBrokers());
    }

    private static boolean accepts(String broker) {
        Integer port = Utils.getPort(broker);
        if (port == null) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Utils.getHost(broker), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
