package io.wadi.deploy;

import java.util.Set;

/**
 * Warns of expressions in the path of a {@code from} or {@code to}, which Camel takes as they are written. No error, because what a
 * component does with the text is its own matter; a topic with such a name is refused by {@link KafkaCheck}.
 */
final class EvaluationCheck {

    /** Components that evaluate it themselves. */
    private static final Set<String> EVALUATING = Set.of("language", "sql", "elsql");

    private final RouteProblems warnings;

    /** Creates a check that adds to {@code warnings}. */
    EvaluationCheck(RouteProblems warnings) {
        this.warnings = warnings;
    }

    /** Checks a file. */
    void check(YamlOutline outline) {
        outline.endpoints().stream().filter(EndpointUse::isLiteral).forEach(this::check);
    }

    private void check(EndpointUse use) {
        String path = use.uri().text().split("\\?", 2)[0];
        if (path.contains("${") && !EVALUATING.contains(path.split(":", 2)[0])) {
            warnings.add(
                    use.uri().line(),
                    use.step() + " does not evaluate ${...}: " + path
                            + " is taken as it is written; a setting is {{my.name}}, and toD evaluates");
        }
    }
}
