package io.wadi.deploy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Warns of a route that sends to the topic or queue which it reads: each message comes back without end. No error, because
 * a step may let only some messages through.
 */
final class LoopCheck {

    /** Where every message that is sent is read again. */
    private static final Pattern QUEUE = Pattern.compile("(kafka|seda|direct):.+");

    private final UnaryOperator<String> placeholders;
    private final RouteProblems warnings;

    /** Creates a check that adds to {@code warnings}; {@code placeholders} resolves settings. */
    LoopCheck(UnaryOperator<String> placeholders, RouteProblems warnings) {
        this.placeholders = placeholders;
        this.warnings = warnings;
    }

    /** Checks a file whose settings exist. */
    void check(YamlOutline outline) {
        outline.items().forEach(item -> check(outline.endpoints(item.line())));
    }

    /** The endpoints of one item. */
    private void check(List<EndpointUse> uses) {
        Set<String> read = new HashSet<>();
        uses.stream().filter(use -> use.step().equals("from")).forEach(use -> read.addAll(queues(use)));
        uses.stream().filter(EndpointUse::isTarget).forEach(use -> queues(use).stream()
                .filter(read::contains)
                .forEach(queue -> warnings.add(
                        use.uri().line(),
                        "the route sends to " + queue + ", which it reads: each message comes back without end")));
    }

    /** Each topic that a consumer of Kafka reads, with its brokers if it names them. */
    private List<String> queues(EndpointUse use) {
        String path = EndpointUse.path(placeholders.apply(use.uri().text()));
        if (!QUEUE.matcher(path).matches()) {
            return List.of();
        }
        String brokers = use.setting("brokers");
        String end = brokers == null ? "" : " on " + brokers;
        String scheme = path.substring(0, path.indexOf(':') + 1);
        return List.of(path.substring(scheme.length()).split(",")).stream()
                .map(name -> scheme + name.strip() + end)
                .toList();
    }
}
