package io.wadi.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Route;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/** Records which routes started and stopped, in order, and from which files they came. */
final class RouteEvents extends EventNotifierSupport {

    private final List<String> events = new ArrayList<>();

    /** Camel says of a route that could not start that it stopped. */
    private final Set<Route> started = new HashSet<>();

    @Override
    public synchronized void notify(CamelEvent event) {
        if (event instanceof CamelEvent.RouteStartedEvent start) {
            started.add(start.getRoute());
            events.add("+" + name(start.getRoute()));
        } else if (event instanceof CamelEvent.RouteStoppedEvent stopped && started.remove(stopped.getRoute())) {
            events.add("-" + name(stopped.getRoute()));
        }
    }

    private static String name(Route route) {
        String location = route.getSourceResource().getLocation();
        return route.getRouteId() + " " + location.substring(location.lastIndexOf('/') + 1);
    }

    /** Those since the last call. */
    synchronized List<String> take() {
        List<String> taken = List.copyOf(events);
        events.clear();
        return taken;
    }
}
