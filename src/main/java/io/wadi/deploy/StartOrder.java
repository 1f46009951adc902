package io.wadi.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteDefinition;

/**
 * The order in which the routes of a file start: each after those that it sends to. Routes that read capture files come last.
 * They send packets at once, and would read them once more with each attempt if a later route does not start.
 */
final class StartOrder {

    private StartOrder() {}

    /** These routes in their order. */
    static List<RouteDefinition> of(CamelContext camel, Collection<RouteDefinition> routes) {
        List<RouteDefinition> order = new ArrayList<>(StopOrder.of(camel, routes));
        Collections.reverse(order);
        order.sort(Comparator.comparing(route -> readsFiles(camel, route)));
        return order;
    }

    private static boolean readsFiles(CamelContext camel, RouteDefinition route) {
        String uri = camel.resolvePropertyPlaceholders(route.getInput().getEndpointUri());
        return uri.matches("(?s)(pcap|netflow):(//)?file:.*");
    }
}
