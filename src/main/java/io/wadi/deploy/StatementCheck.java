package io.wadi.deploy;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks that the files of SQL statements exist, which Camel reads only when the route starts. One on the class path belongs to
 * Wadi or to a jar, so its absence is an error; a file may exist where the route will run, so its absence is a warning.
 */
final class StatementCheck {

    private static final Pattern STATEMENT = Pattern.compile("sql(?:-stored)?:((classpath|file):.+)");

    private final UnaryOperator<String> placeholders;
    private final Predicate<String> exists;
    private final RouteProblems findings;
    private final RouteProblems warnings;

    /**
     * Creates a check that adds to {@code findings} and {@code warnings}.
     *
     * @param placeholders resolves settings
     * @param exists whether Camel finds a location such as {@code classpath:sql/mine.sql}
     */
    StatementCheck(
            UnaryOperator<String> placeholders,
            Predicate<String> exists,
            RouteProblems findings,
            RouteProblems warnings) {
        this.placeholders = placeholders;
        this.exists = exists;
        this.findings = findings;
        this.warnings = warnings;
    }

    /** Checks a file whose settings exist. */
    void check(YamlOutline outline) {
        outline.endpoints().stream().filter(use -> !use.isDynamic()).forEach(this::check);
    }

    private void check(EndpointUse use) {
        Matcher statement =
                STATEMENT.matcher(EndpointUse.path(placeholders.apply(use.uri().text())));
        if (statement.matches() && !exists.test(statement.group(1))) {
            RouteProblems problems = statement.group(2).equals("file") ? warnings : findings;
            problems.add(use.uri().line(), "sql: statement " + statement.group(1) + " does not exist");
        }
    }
}
