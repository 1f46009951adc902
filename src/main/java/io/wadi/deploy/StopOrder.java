package io.wadi.deploy;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.StringHelper;

/**
 * The order in which routes stop: each before those that it sends to ({@code direct:}, {@code seda:}), so that what it
 * sends while it stops arrives. Targets that are only known when a message is sent do not count. Routes that send to each
 * other stop in any order.
 */
final class StopOrder {

    private final CamelContext camel;
    private final Collection<RouteDefinition> routes;
    private final Set<RouteDefinition> seen = new HashSet<>();
    private final Map<RouteDefinition, List<RouteDefinition>> next = new HashMap<>();
    private final Deque<RouteDefinition> order = new ArrayDeque<>();

    private StopOrder(CamelContext camel, Collection<RouteDefinition> routes) {
        this.camel = camel;
        this.routes = routes;
    }

    /** These routes in their order. */
    static List<RouteDefinition> of(CamelContext camel, Collection<RouteDefinition> routes) {
        return List.copyOf(visited(camel, routes).order);
    }

    /**
     * Those of these routes that send to another one of them, or get messages from it, in their order. Without those that
     * send to each other in a circle, which have no order, and those that get messages from a circle.
     */
    static List<RouteDefinition> chained(CamelContext camel, Collection<RouteDefinition> routes) {
        StopOrder visited = visited(camel, routes);
        Set<RouteDefinition> chained = new HashSet<>();
        Set<RouteDefinition> circular = new HashSet<>();
        visited.order.forEach(route -> {
            Set<RouteDefinition> reached = visited.reached(route);
            chained.addAll(reached.isEmpty() ? Set.of() : Set.of(route));
            chained.addAll(reached);
            circular.addAll(reached.contains(route) ? reached : Set.of());
        });
        chained.removeAll(circular);
        return visited.order.stream().filter(chained::contains).toList();
    }

    /** All routes that get messages from this one, directly or through others. */
    private Set<RouteDefinition> reached(RouteDefinition route) {
        Set<RouteDefinition> reached = new HashSet<>();
        Deque<RouteDefinition> open = new ArrayDeque<>(next.get(route));
        while (!open.isEmpty()) {
            RouteDefinition other = open.remove();
            if (reached.add(other)) {
                open.addAll(next.get(other));
            }
        }
        return reached;
    }

    private static StopOrder visited(CamelContext camel, Collection<RouteDefinition> routes) {
        StopOrder order = new StopOrder(camel, routes);
        routes.forEach(order::visit);
        return order;
    }

    /** Puts a route before all that were put there, because these include those that it sends to. */
    private void visit(RouteDefinition route) {
        if (seen.add(route)) {
            Set<String> targets = targets(route);
            next.put(
                    route,
                    routes.stream()
                            .filter(other -> other != route && targets.contains(endpoint(other.getInput())))
                            .toList());
            next.get(route).forEach(this::visit);
            order.addFirst(route);
        }
    }

    private Set<String> targets(RouteDefinition route) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), EndpointRequiredDefinition.class)
                .stream()
                .map(this::endpoint)
                .collect(Collectors.toSet());
    }

    /** The URI without options, in one of its spellings. */
    private String endpoint(EndpointRequiredDefinition step) {
        String uri = resolved(step.getEndpointUri());
        return StringHelper.before(uri, "?", uri).replace("://", ":");
    }

    /** A route of a template has placeholders that only the template knows: its URI is compared as it is. */
    private String resolved(String uri) {
        try {
            return camel.resolvePropertyPlaceholders(uri);
        } catch (IllegalArgumentException e) {
            return uri;
        }
    }
}
