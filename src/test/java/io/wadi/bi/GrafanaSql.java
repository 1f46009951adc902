package io.wadi.bi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Grafana makes of a query before the database sees it: variables as its documentation of "variable syntax" says,
 * macros as that of the PostgreSQL data source does.
 *
 * @param from beginning of the dashboard's range
 * @param to its end
 * @param intervalMillis what a panel of some width makes of the range
 * @param variables values by name; those of one that has no values are its own value for "All", as they stand
 */
record GrafanaSql(Instant from, Instant to, long intervalMillis, Map<String, List<String>> variables) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):(\\w+)}");
    private static final Pattern LEFT = Pattern.compile("\\$[{\\w]");

    /** The statement that the database gets. */
    String expand(String query, Map<String, String> allValues) {
        String sql = VARIABLE.matcher(query)
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), found.group(2), allValues)));
        sql = sql.replace("$__interval_ms", String.valueOf(intervalMillis))
                .replace("$__unixEpochFrom()", String.valueOf(from.getEpochSecond()))
                .replace("$__unixEpochTo()", String.valueOf(to.getEpochSecond()))
                .replace("$__timeFrom()", "'" + from + "'")
                .replace("$__timeTo()", "'" + to + "'");
        if (LEFT.matcher(sql).find()) {
            throw new AssertionError("Grafana would leave something in the query: " + sql);
        }
        return sql;
    }

    private String value(String name, String format, Map<String, String> allValues) {
        List<String> values = variables.get(name);
        if (values == null) {
            throw new AssertionError("The dashboard has no variable " + name);
        }
        if (values.isEmpty()) {
            return allValues.get(name);
        }
        return switch (format) {
            case "raw" -> String.join(",", values);
            case "sqlstring" ->
                values.stream().map(text -> "'" + text.replace("'", "''") + "'").collect(Collectors.joining(","));
            default -> throw new AssertionError("a format that this test does not know: " + format);
        };
    }
}
