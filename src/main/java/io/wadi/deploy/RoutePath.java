package io.wadi.deploy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** What happens to the messages of a route: its own steps, and those of the routes in its file that it sends to. */
final class RoutePath {

    private final YamlOutline outline;

    RoutePath(YamlOutline outline) {
        this.outline = outline;
    }

    /** The keys of the route that begins with an endpoint, and of those after it. */
    Stream<YamlOutline.Key> keys(EndpointUse source) {
        Set<Integer> lines = new HashSet<>();
        Deque<EndpointUse> open = new ArrayDeque<>();
        open.add(source);
        while (!open.isEmpty()) {
            EndpointUse next = open.remove();
            if (lines.add(next.uri().line())) {
                outline.endpoints(next.uri().line()).stream()
                        .filter(EndpointUse::isTarget)
                        .flatMap(this::consumers)
                        .forEach(open::add);
            }
        }
        return lines.stream().flatMap(line -> outline.keys(line).stream());
    }

    private Stream<EndpointUse> consumers(EndpointUse target) {
        String path = EndpointUse.path(target.uri().text());
        return outline.endpoints().stream()
                .filter(use -> use.step().equals("from")
                        && EndpointUse.path(use.uri().text()).equals(path));
    }
}
