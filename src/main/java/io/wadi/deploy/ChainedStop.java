package io.wadi.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RouteStartupOrder;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.util.StopWatch;

/**
 * Stops a context as Camel does, but first the user's routes that send to each other, one after the other and each
 * before its targets. Camel stops them together: a group that an aggregator completes then may meet a target that has
 * completed its own groups, or that no longer takes messages.
 */
final class ChainedStop extends QuietCut {

    /** The part of the time-out that all other routes have, even if the chains used it up. */
    private static final int LEAST_PART = 4;

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
        List<RouteStartupOrder> rest = new ArrayList<>(routes);
        long left = stopChained(camel, rest, unit.toMillis(timeout));
        return super.doShutdown(
                camel,
                rest,
                Math.max(left, unit.toMillis(timeout) / LEAST_PART),
                TimeUnit.MILLISECONDS,
                false,
                abortAfterTimeout,
                forced);
    }

    /** Removes those that it stops; returns the rest of the time, 0 or negative if nothing is left. */
    private long stopChained(CamelContext camel, List<RouteStartupOrder> routes, long millis) throws Exception {
        StopWatch watch = new StopWatch();
        for (RouteStartupOrder route : inOrder(routes)) {
            long left = millis - watch.taken();
            if (left <= 0) {
                return left;
            }
            super.doShutdown(camel, List.of(route), left, TimeUnit.MILLISECONDS, false, false, false);
            late |= super.hasTimeoutOccurred();
            routes.remove(route);
        }
        return millis - watch.taken();
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
