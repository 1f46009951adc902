package io.wadi.deploy;

import java.util.Set;

/**
 * Finds expressions in the path of a {@code from} or {@code to}, which Camel takes as they are written. Kafka refuses such a topic at
 * each message. Of other components it is a warning, because what they do with the text is their own matter.
 */
final class EvaluationCheck {

    /** Components that evaluate it themselves. */
    private static final Set<String> EVALUATING = Set.of("language", "sql", "elsql");

    private final RouteProblems findings;
    private final RouteProblems warnings;

    /** Creates a check that adds to {@code findings} and {@code warnings}. */
    EvaluationCheck(RouteProblems findings, RouteProblems warnings) {
        this.findings = findings;
        this.warnings = warnings;
    }

    /** Checks a file. */
    void check(YamlOutline outline) {
        outline.endpoints().stream().filter(EndpointUse::isLiteral).forEach(this::check);
    }

    private void check(EndpointUse use) {
        String path = use.uri().text().split("\\?", 2)[0];
        String scheme = path.split(":", 2)[0];
        if (!path.contains("${") || EVALUATING.contains(scheme)) {
            return;
        }
        String reason = use.step() + " does not evaluate ${...}; a setting is {{my.name}}, and toD evaluates";
        if (scheme.equals("kafka")) {
            findings.add(
                    use.uri().line(),
                    "kafka: topic " + String.join(",", EndpointUse.topics(path)) + " cannot exist: " + reason);
        } else {
            warnings.add(use.uri().line(), path + " is taken as it is written: " + reason);
        }
    }
}
