package io.wadi.deploy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What happens to the messages of a route: its own steps, and those of the routes in its file that it sends to. */
final class RoutePath {

    private final YamlOutline outline;

    RoutePath(YamlOutline outline) {
        this.outline = outline;
    }

    /** The keys of the route that begins with an endpoint, and of those after it. */
    Stream<YamlOutline.Key> keys(EndpointUse source) {
        return parts(source).flatMap(part -> outline.keys(part.uri().line()).stream());
    }

    /** The endpoint that a route begins with, and those of the routes after it. */
    Stream<EndpointUse> parts(EndpointUse source) {
        Map<Integer, EndpointUse> parts = new LinkedHashMap<>();
        Deque<EndpointUse> open = new ArrayDeque<>();
        open.add(source);
        while (!open.isEmpty()) {
            EndpointUse next = open.remove();
            if (parts.putIfAbsent(next.uri().line(), next) == null) {
                outline.endpoints(next.uri().line()).stream()
                        .filter(EndpointUse::isTarget)
                        .flatMap(this::consumers)
                        .forEach(open::add);
            }
        }
        return parts.values().stream();
    }

    /** Whether the route that has a line gets traffic, from its source or from the routes before it. */
    boolean hasTraffic(int line) {
        List<EndpointUse> route = outline.endpoints(line);
        return outline.endpoints().stream()
                .filter(EndpointUse::isTraffic)
                .flatMap(this::parts)
                .anyMatch(route::contains);
    }

    private Stream<EndpointUse> consumers(EndpointUse target) {
        String path = EndpointUse.path(target.uri().text());
        return outline.endpoints().stream()
                .filter(use -> use.step().equals("from")
                        && EndpointUse.path(use.uri().text()).equals(path));
    }
}
