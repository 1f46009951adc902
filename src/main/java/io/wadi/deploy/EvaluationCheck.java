package io.wadi.deploy;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds expressions in the path of a {@code from} or {@code to}, which Camel takes as they are written. Kafka refuses such a topic at
 * each message. Of other components it is a warning, because what they do with the text is their own matter. Finds also defaults of
 * placeholders that Camel would tear apart.
 */
final class EvaluationCheck {

    /** Components that evaluate it themselves. */
    private static final Set<String> EVALUATING = Set.of("language", "sql", "elsql");

    /** A placeholder whose default has a question mark. */
    private static final Pattern TORN =
            Pattern.compile("\\{\\{\\s*[?!]?((?:(?:env|sys):)?[^{}:?]+):[^{}?]*\\?[^{}]*}}");

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
        outline.endpoints().forEach(this::defaults);
    }

    /** Camel looks for the options of a URI before it evaluates placeholders. */
    private void defaults(EndpointUse use) {
        Matcher placeholder = TORN.matcher(use.uri().text());
        while (placeholder.find()) {
            findings.add(
                    use.uri().line(),
                    "the default of {{" + placeholder.group(1)
                            + "}} has a question mark, at which Camel begins the options"
                            + " of the URI; set the property instead");
        }
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
