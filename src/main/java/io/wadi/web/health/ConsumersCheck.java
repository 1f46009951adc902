package io.wadi.web.health;

import io.wadi.sink.RefusedBatch;
import io.wadi.store.StoredOffsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.spi.InflightRepository.InflightExchange;

/**
 * Down if a route that reads Kafka, shipped or a user's, has worked on one exchange for too long (it retries or is
 * blocked), or has only failed for that time, if a store cannot read its offsets for that time, or if the
 * brokers that a route names itself accept no connection for that time. Needs Camel's inflight browsing.
 */
public final class ConsumersCheck extends StallCheck {

    private static final int MOST_LOOKED_AT = 100;

    private final CamelContext camel;
    private final Duration patience;
    private final FailingRoutes failing = new FailingRoutes(System::nanoTime);
    private final OtherBrokers brokers;

    /**
     * Creates a check of all routes of the context; it reads them at each run.
     *
     * @param patience the longest time without progress
     */
    public ConsumersCheck(CamelContext camel, Duration patience) {
        super("consumers", "No progress", patience);
        this.camel = camel;
        this.patience = patience;
        brokers = new OtherBrokers(camel, System::nanoTime);
    }

    @Override
    protected List<String> stalled(Duration longerThan) {
        Stream<String> stalled = camel.getRoutes().stream()
                .filter(route -> route.getEndpoint() instanceof KafkaEndpoint)
                .map(Route::getRouteId)
                .map(route -> retrying(route, longerThan)
                        .or(() -> failing(route, longerThan))
                        .orElse(null))
                .filter(Objects::nonNull);
        Stream<String> paused = camel.getRegistry().findByType(StoredOffsets.class).stream()
                .flatMap(offsets -> offsets.paused(longerThan).stream());
        return Stream.of(stalled, paused, brokers.unreachable(longerThan))
                .flatMap(each -> each)
                .toList();
    }

    /** Tries the brokers that routes name themselves, some seconds for each; to be called every few seconds. */
    public void refreshBrokers() {
        brokers.refresh();
    }

    /** Notes what the routes have done since the last time; to be called every few seconds. */
    public void refresh() {
        stalled(patience);
    }

    private Optional<String> retrying(String route, Duration patience) {
        InflightExchange oldest = camel.getInflightRepository().oldest(route);
        if (oldest == null
                || oldest.getDuration() < patience.toMillis()
                || RefusedBatch.hasProgressed(oldest.getExchange(), patience)) {
            return Optional.empty();
        }
        return Optional.of(route
                + retried(route)
                        .map(failure -> " retries: " + InnermostReason.of(failure))
                        .orElseGet(() -> " waits at step " + oldest.getNodeId()));
    }

    /** The oldest exchange may wait for one behind it that is retried. */
    private Optional<Throwable> retried(String route) {
        return camel.getInflightRepository().browse(route, MOST_LOOKED_AT, true).stream()
                .map(each -> each.getExchange().getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private Optional<String> failing(String id, Duration patience) {
        ManagedRouteMBean route = managed(id);
        return route != null
                        && failing.onlyFails(id, route.getExchangesCompleted(), route.getExchangesFailed(), patience)
                ? Optional.of(id + " only fails; see the log")
                : Optional.empty();
    }

    private ManagedRouteMBean managed(String id) {
        ManagedCamelContext managed = camel.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class);
        return managed == null ? null : managed.getManagedRoute(id);
    }
}
