package io.wadi.deploy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sizes that files give to the queues of {@code seda:}. All routes share a queue, and Camel refuses a second size for it
 * when a route starts.
 */
final class QueueSizes {

    private static final String SIZE = "size";

    private final RouteProblems findings;
    private final Map<String, Given> given = new HashMap<>();

    private record Given(String size, String place) {}

    /** Creates a check that adds to {@code findings}; {@code others} are the names in other files. */
    QueueSizes(List<Names> others, RouteProblems findings) {
        this.findings = findings;
        others.forEach(other -> other.queueSizes()
                .forEach((queue, size) -> given.putIfAbsent(queue, new Given(size, "in " + other.file()))));
    }

    /** Those of a file, by URI without options. Names and sizes with unknown settings are left out. */
    static Map<String, String> of(YamlOutline outline) {
        Map<String, String> sizes = new HashMap<>();
        outline.endpoints().stream()
                .filter(QueueSizes::isKnown)
                .forEach(use -> sizes.putIfAbsent(queue(use), use.setting(SIZE)));
        return sizes;
    }

    void check(YamlOutline outline) {
        outline.endpoints().stream().filter(QueueSizes::isKnown).forEach(this::check);
    }

    private void check(EndpointUse use) {
        String size = use.setting(SIZE);
        int line = use.uri().line();
        Given first = given.putIfAbsent(queue(use), new Given(size, "in line " + line));
        if (first != null && !first.size().equals(size)) {
            findings.add(
                    line,
                    queue(use) + " has size " + size + " here, but " + first.size() + " " + first.place()
                            + "; a queue has one size");
        }
    }

    private static boolean isKnown(EndpointUse use) {
        String size = use.setting(SIZE);
        return queue(use).startsWith("seda:")
                && size != null
                && !use.isDynamic()
                && !(queue(use) + size).contains("{{");
    }

    private static String queue(EndpointUse use) {
        return EndpointUse.path(use.uri().text());
    }
}
