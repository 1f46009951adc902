package io.wadi.deploy;

import io.wadi.net.Nearest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Warns of messages to {@code direct:} and {@code seda:} endpoints that no route consumes, neither a shipped one nor one
 * of the folder. No error, because a bean may add routes, and another file may come later.
 */
final class ConsumerCheck {

    /** What shipped routes consume. */
    static final Set<String> SHIPPED = Set.of("direct:api-json", "direct:dead-letters", "direct:exporter-minutes");

    private static final Pattern INTERNAL = Pattern.compile("(direct|seda):.*");

    /** Options with which a missing consumer is intended. */
    private static final Pattern INTENDED = Pattern.compile("[?&](failIfNoConsumers|discardIfNoConsumers)=");

    private final UnaryOperator<String> placeholders;
    private final RouteProblems warnings;

    /** Creates a check that adds to {@code warnings}; {@code placeholders} resolves settings. */
    ConsumerCheck(UnaryOperator<String> placeholders, RouteProblems warnings) {
        this.placeholders = placeholders;
        this.warnings = warnings;
    }

    /** Checks a file whose settings exist. It reads the other files of its folder only if their consumers matter. */
    void check(RouteFile file, YamlOutline outline) {
        Set<String> consumed = new HashSet<>(SHIPPED);
        consumed.addAll(consumed(outline));
        List<EndpointUse> open = open(outline, consumed);
        if (!open.isEmpty()) {
            Siblings.of(file.path()).forEach(other -> consumed.addAll(consumed(other)));
            open(outline, consumed).forEach(use -> warn(use, consumed));
        }
    }

    private List<EndpointUse> open(YamlOutline outline, Set<String> consumed) {
        return outline.endpoints().stream()
                .filter(use -> use.isTarget() && !use.isDynamic() && !isIntended(use))
                .filter(use -> INTERNAL.matcher(path(use)).matches() && !consumed.contains(path(use)))
                .toList();
    }

    private void warn(EndpointUse use, Set<String> consumed) {
        String path = path(use);
        String scheme = path.substring(0, path.indexOf(':') + 1);
        List<String> names = consumed.stream()
                .filter(other -> other.startsWith(scheme) && !SHIPPED.contains(other))
                .map(other -> other.substring(scheme.length()))
                .toList();
        warnings.add(
                use.uri().line(),
                "no route consumes " + path
                        + Nearest.to(path.substring(scheme.length()), names)
                                .map(near -> "; the nearest is " + scheme + near)
                                .orElse(""));
    }

    private static boolean isIntended(EndpointUse use) {
        return INTENDED.matcher(use.uri().text()).find()
                || use.options().stream()
                        .anyMatch(option -> INTENDED.matcher("?" + option.name().text() + "=")
                                .find());
    }

    private Set<String> consumed(YamlOutline outline) {
        Set<String> paths = new HashSet<>();
        outline.endpoints().stream().filter(EndpointUse::isConsumer).forEach(use -> paths.add(path(use)));
        return paths;
    }

    private String path(EndpointUse use) {
        try {
            return EndpointUse.path(placeholders.apply(use.uri().text()));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
