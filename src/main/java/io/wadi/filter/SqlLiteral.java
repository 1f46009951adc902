package io.wadi.filter;

/** The literal of a bound value, for the definitions of views, which have no parameters. */
final class SqlLiteral {

    private SqlLiteral() {}

    /** The literal of a number or a text, as PostgreSQL's {@code quote_literal} writes it: safe at each setting of escapes. */
    static String of(Object value) {
        if (value instanceof Number number) {
            return number.toString();
        }
        String quoted = "'" + value.toString().replace("'", "''").replace("\\", "\\\\") + "'";
        return quoted.contains("\\") ? " E" + quoted : quoted;
    }
}
