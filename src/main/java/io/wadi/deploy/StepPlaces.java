package io.wadi.deploy;

import java.util.Map;
import java.util.Set;

/**
 * Finds keys among the steps of a route that have their place elsewhere, mostly after a slip of the indentation. Camel's own message
 * names a class, at the line of the route.
 */
final class StepPlaces {

    private static final Map<String, String> PARTS = Map.of(
            "when", "choice",
            "otherwise", "choice",
            "doCatch", "doTry",
            "doFinally", "doTry",
            "onFallback", "circuitBreaker");

    private static final Set<String> ITEMS = Set.of("route", "beans", "routeConfiguration");

    private static final Set<String> TARGETS = Set.of("to", "toD", "poll");

    private final RouteProblems findings;

    /** Creates a check that adds to {@code findings}. */
    StepPlaces(RouteProblems findings) {
        this.findings = findings;
    }

    /** Checks a file. */
    void check(YamlOutline outline) {
        outline.keys().stream().filter(key -> key.parent().equals("steps")).forEach(key -> {
            check(key.name());
            target(key);
        });
    }

    /** Where Camel sees a step without an expression. */
    private void target(YamlOutline.Key key) {
        if (TARGETS.contains(key.name().text()) && "".equals(key.text())) {
            findings.add(key.name().line(), key.name().text() + " needs a uri; check the indentation of what follows");
        }
    }

    private void check(Scalar step) {
        String owner = PARTS.get(step.text());
        if (owner != null) {
            findings.add(step.line(), step.text() + " is no step but a part of " + owner + "; check its indentation");
        } else if (ITEMS.contains(step.text())) {
            findings.add(step.line(), step.text() + " is no step but an item of the file; check its indentation");
        }
    }
}
