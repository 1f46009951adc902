package io.wadi.deploy;

import io.wadi.net.Nearest;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the first words of SQL statements, which only the database reads, and that the files of statements exist, which
 * Camel reads only when the route starts. One on the class path belongs to Wadi or to a jar, so its absence is an error; a
 * file may exist where the route will run, so its absence is a warning.
 */
final class StatementCheck {

    private static final Pattern STATEMENT = Pattern.compile("sql(?:-stored)?:((classpath|file):.+)");

    /** The first word of a statement in the endpoint; not that of a location such as {@code ref:name}. */
    private static final Pattern FIRST_WORD = Pattern.compile("(?s)sql:\\s*([A-Za-z]+)(?![\\w:]).*");

    /** With what statements begin, in PostgreSQL and other databases. */
    private static final Set<String> VERBS = Set.of(
            ("alter analyze attach begin call check checkpoint close cluster comment commit copy create deallocate declare"
                            + " delete describe detach discard do drop exchange exec execute explain export fetch from grant"
                            + " import insert kill listen load lock merge move notify optimize pragma prepare purge reindex"
                            + " release rename refresh reset replace restore revoke rollback savepoint select set show"
                            + " start system table truncate undrop unlisten update upsert use vacuum values watch with")
                    .split(" "));

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
        String path = EndpointUse.path(placeholders.apply(use.uri().text()));
        Matcher statement = STATEMENT.matcher(path);
        if (statement.matches() && !exists.test(statement.group(1))) {
            RouteProblems problems = statement.group(2).equals("file") ? warnings : findings;
            problems.add(use.uri().line(), "sql: statement " + statement.group(1) + " does not exist");
        }
        Matcher first = FIRST_WORD.matcher(path);
        if (first.matches() && !VERBS.contains(first.group(1).toLowerCase(Locale.ROOT))) {
            Nearest.to(first.group(1), VERBS)
                    .ifPresent(near -> findings.add(
                            use.uri().line(),
                            "sql: no statement begins with " + first.group(1) + "; the nearest is " + near));
        }
    }
}
