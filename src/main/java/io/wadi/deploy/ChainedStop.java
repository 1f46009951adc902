package io.wadi.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RouteStartupOrder;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.util.StopWatch;

/**
 * Stops a context as Camel does, but in three parts. First stop the user's routes that send to each other, one after the other
 * and each before its targets. Camel stops them together: a group that an aggregator completes then may meet a target that has
 * completed its own groups, or that no longer takes messages. Then stop the shipped routes and the copies of them, and last
 * the user's other routes. One that blocks would use up the time in which the stores leave their groups of consumers, and
 * Kafka would give the next start no packets until the session of the old members ends, after 45 seconds.
 */
final class ChainedStop extends QuietCut {

    /** The part of the time-out that all other routes have, even if the chains used it up. */
    private static final int LEAST_PART = 4;

    /** The groups of the shipped routes, which copies of them keep. */
    private static final Set<String> SHIPPED = Set.of("pipeline", "upkeep", "api");

    private final Supplier<List<String>> chained;
    private volatile boolean late;

    private ChainedStop(CamelContext camel, Supplier<List<String>> chained) {
        super(camel);
        this.chained = chained;
    }

    /**
     * Replaces the strategy of a context, and keeps its settings.
     *
     * @param chained ids of the routes that stop first, in their order; read when the context stops
     */
    static void install(CamelContext camel, Supplier<List<String>> chained) {
        ShutdownStrategy before = camel.getShutdownStrategy();
        ChainedStop stop = new ChainedStop(camel, chained);
        stop.setTimeUnit(before.getTimeUnit());
        stop.setTimeout(before.getTimeout());
        stop.setShutdownNowOnTimeout(before.isShutdownNowOnTimeout());
        stop.setShutdownRoutesInReverseOrder(before.isShutdownRoutesInReverseOrder());
        stop.setSuppressLoggingOnTimeout(before.isSuppressLoggingOnTimeout());
        stop.setLogInflightExchangesOnTimeout(before.isLogInflightExchangesOnTimeout());
        stop.setLoggingLevel(before.getLoggingLevel());
        camel.setShutdownStrategy(stop);
    }

    @Override
    protected boolean doShutdown(
            CamelContext camel,
            List<RouteStartupOrder> routes,
            long timeout,
            TimeUnit unit,
            boolean suspendOnly,
            boolean abortAfterTimeout,
            boolean forced)
            throws Exception {
        if (suspendOnly || routes.size() < 2) {
            return super.doShutdown(camel, routes, timeout, unit, suspendOnly, abortAfterTimeout, forced);
        }
        long millis = unit.toMillis(timeout);
        StopWatch watch = new StopWatch();
        List<RouteStartupOrder> rest = new ArrayList<>(routes);
        stopChained(camel, rest, millis);
        boolean isInTime = true;
        for (boolean isShipped : List.of(true, false)) {
            long left = Math.max(millis - watch.taken(), millis / LEAST_PART);
            isInTime &= super.doShutdown(
                    camel, part(rest, isShipped), left, TimeUnit.MILLISECONDS, false, abortAfterTimeout, forced);
            late |= super.hasTimeoutOccurred();
        }
        return isInTime;
    }

    private static List<RouteStartupOrder> part(List<RouteStartupOrder> routes, boolean isShipped) {
        return routes.stream()
                .filter(route -> isShipped(route.getRoute().getGroup()) == isShipped)
                .toList();
    }

    private static boolean isShipped(String group) {
        return group != null && SHIPPED.contains(group);
    }

    /** Removes those that it stops. */
    private void stopChained(CamelContext camel, List<RouteStartupOrder> routes, long millis) throws Exception {
        StopWatch watch = new StopWatch();
        for (RouteStartupOrder route : inOrder(routes)) {
            long left = millis - watch.taken();
            if (left <= 0) {
                return;
            }
            super.doShutdown(camel, List.of(route), left, TimeUnit.MILLISECONDS, false, false, false);
            late |= super.hasTimeoutOccurred();
            routes.remove(route);
        }
    }

    private List<RouteStartupOrder> inOrder(Collection<RouteStartupOrder> routes) {
        return chained.get().stream()
                .flatMap(id -> routes.stream()
                        .filter(route -> Objects.equals(route.getRoute().getId(), id)))
                .toList();
    }

    @Override
    public boolean hasTimeoutOccurred() {
        return late || super.hasTimeoutOccurred();
    }
}
