package io.wadi.deploy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Refuses what would take messages or requests from Wadi's own routes and pages, or get none of them: their consumer
 * groups, their {@code direct:} endpoints, the paths of the console, the addresses at which they listen, and Camel's part of the order of the start. A route
 * with the id of the shipped route takes its place, so it may.
 */
final class WadisPlaces {

    /** First parts of the console's paths, besides its files. */
    private static final Set<String> PATHS = Set.of("api", "explore", "hawtio", "login", "logout", "observe");

    /** How the names of its files begin. */
    private static final Set<String> FILES = Set.of("app.", "icon.", "index.", "licences.", "theme.", "world.");

    /** Consumer groups of the shipped routes: this and the id of the route. */
    private static final String GROUP = "wadi-";

    private static final String GROUP_OPTION = "groupId";

    /** From here, Camel counts the routes that have no order. */
    private static final int CAMELS_ORDER = 1000;

    private final UnaryOperator<String> placeholders;
    private final RouteProblems findings;
    private final WadisListeners listeners;

    /** Creates a check that adds to {@code findings}; {@code placeholders} resolves settings. */
    WadisPlaces(UnaryOperator<String> placeholders, RouteProblems findings) {
        this.placeholders = placeholders;
        this.findings = findings;
        listeners = new WadisListeners(placeholders);
    }

    void check(YamlOutline outline) {
        List<String> routes = outline.routes().stream().map(Scalar::text).toList();
        for (EndpointUse use : outline.endpoints()) {
            if (use.step().equals("from")) {
                String uri = resolve(use.uri().text());
                group(use, uri, routes);
                misfit(use, uri, routes)
                        .ifPresent(reason -> findings.add(use.uri().line(), reason));
            }
        }
        outline.routes().forEach(route -> replaced(route, outline));
        outline.keys().stream()
                .filter(key -> key.name().text().equals("startupOrder") && key.text() != null)
                .filter(key -> key.text().matches("\\d{4,}"))
                .forEach(key -> findings.add(
                        key.name().line(),
                        "startupOrder " + key.text() + " must be less than " + CAMELS_ORDER
                                + ", because the routes without one have the numbers from there"));
    }

    /** Otherwise a store would try to send there without end. */
    private void replaced(Scalar route, YamlOutline outline) {
        String target = "direct:" + route.text();
        boolean consumes = outline.source(route.text())
                .filter(use -> EndpointUse.path(resolve(use.uri().text())).equals(target))
                .isPresent();
        if (ConsumerCheck.SHIPPED.contains(target) && !consumes) {
            findings.add(
                    route.line(),
                    "route " + route.text() + " must consume from " + target + ", because shipped routes send there");
        }
    }

    private Optional<String> misfit(EndpointUse use, String uri, List<String> routes) {
        String path = EndpointUse.path(uri);
        if (path.startsWith("platform-http:")) {
            boolean isPrefix = "true".equals(resolve(use.setting("matchOnUriPrefix")));
            return web(path.substring("platform-http:".length()) + (isPrefix ? "*" : ""), routes);
        }
        if (path.startsWith("rest:")) {
            return page(path.replaceFirst("rest:[^:]*:?", ""), routes);
        }
        return ConsumerCheck.SHIPPED.contains(path) && !routes.contains(path.substring("direct:".length()))
                ? Optional.of("consumer of " + path + " is a shipped route; choose another name")
                : listeners.misfit(path, routes);
    }

    /** With {@code proxy}, Camel gives the route the requests of all paths. */
    private static Optional<String> web(String path, List<String> routes) {
        if (path.startsWith("proxy")) {
            return Optional.of(
                    "platform-http:proxy would take the page / from the console; choose a path, such as /my/page");
        }
        return path.startsWith("/")
                ? page(path, routes)
                : Optional.of("path " + path + " must begin with a slash, such as /my/page");
    }

    private static Optional<String> page(String path, List<String> routes) {
        String first = Arrays.stream(path.split("/"))
                .filter(part -> !part.isEmpty())
                .findFirst()
                .orElse("");
        boolean isPage =
                first.isEmpty() || isPattern(first) || WadisPlaces.class.getResource("/io/wadi/pages/" + first) != null;
        boolean isShipped = first.equals("api") && routes.stream().anyMatch(WadisPlaces::isShipped);
        return (isPage || PATHS.contains(first)) && !isShipped
                ? Optional.of("path " + path.replaceFirst("[*]$", "")
                        + " belongs to the console; choose another, such as /my/"
                        + (first.matches("\\W*") ? "page" : first.replaceFirst("[*]$", "")))
                : Optional.empty();
    }

    /** Whether a part such as <code>{name}</code> or {@code e*} stands for parts of the console. */
    private static boolean isPattern(String first) {
        String begin = first.split("[{*:]", 2)[0];
        return !begin.equals(first)
                && Stream.concat(PATHS.stream(), FILES.stream()).anyMatch(name -> name.startsWith(begin));
    }

    /** Many shipped routes of the API have no file of their own, but all have such an id. */
    private static boolean isShipped(String route) {
        return route.startsWith("api-");
    }

    private void group(EndpointUse use, String uri, List<String> routes) {
        String group = uri.startsWith("kafka:") ? resolve(use.setting(GROUP_OPTION)) : null;
        String owner = group != null && group.startsWith(GROUP) ? group.substring(GROUP.length()) : "";
        if (!owner.isEmpty() && !routes.contains(owner) && ShippedCopy.of(owner).isPresent()) {
            findings.add(
                    use.line(GROUP_OPTION),
                    "groupId " + group + " belongs to shipped route " + owner + ", which would not get the messages of "
                            + EndpointUse.path(uri)
                            + " that this route takes; to replace that route, use its id; for other purposes"
                            + " than to store, choose another group");
        }
    }

    /** {@link ReferenceCheck} reports placeholders that cannot be resolved. */
    private String resolve(String text) {
        try {
            return text == null ? null : placeholders.apply(text);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
