package io.wadi.filter;

import io.wadi.net.AddressRange;
import io.wadi.net.IpAddress;
import java.util.Locale;
import java.util.Optional;

/** What a column is compared with. An unknown value passes only {@link Unknown}. */
sealed interface Wanted {

    /** The operator and its bound values, in SQL after the column. */
    String sql(FieldKind kind, BoundValues values);

    /** The same in DuckDB's SQL, where addresses are texts; empty if it has no such operator. */
    default Optional<String> sqlOfPart(FieldKind kind, BoundValues values) {
        return Optional.of(sql(kind, values));
    }

    /** Whether a value passes it; null is unknown. */
    boolean matches(Object value);

    /** Whether it treats all numbers from a limit on alike. */
    boolean isBelow(long limit);

    /** Whether no number below a limit passes it. */
    default boolean isFrom(long limit) {
        return false;
    }

    /** No value. */
    record Unknown() implements Wanted {

        @Override
        public String sql(FieldKind kind, BoundValues values) {
            return "is null";
        }

        @Override
        public boolean isBelow(long limit) {
            return true;
        }

        @Override
        public boolean matches(Object value) {
            return value == null;
        }
    }

    /**
     * One value, of an address also a network.
     *
     * @param typed the value to bind in SQL
     * @param wanted the same for values on their way
     */
    record Equal(Object typed, Object wanted) implements Wanted {

        static Equal of(FieldKind kind, Object typed) {
            return new Equal(
                    typed,
                    switch (kind) {
                        case ADDRESS -> AddressRange.parse((String) typed);
                        case COUNTRY -> ((String) typed).toUpperCase(Locale.ROOT);
                        default -> typed;
                    });
        }

        @Override
        public String sql(FieldKind kind, BoundValues values) {
            return kind.equality().formatted(values.bind(typed));
        }

        @Override
        public Optional<String> sqlOfPart(FieldKind kind, BoundValues values) {
            if (!(wanted instanceof AddressRange range)) {
                return Wanted.super.sqlOfPart(kind, values);
            }
            return range.start().map(start -> (range.isAddress() ? "= " : "^@ ") + values.bind(start) + "::text");
        }

        @Override
        public boolean isBelow(long limit) {
            return typed instanceof Number number && number.longValue() < limit;
        }

        @Override
        public boolean isFrom(long limit) {
            return typed instanceof Number number && number.longValue() >= limit;
        }

        @Override
        public boolean matches(Object value) {
            return wanted instanceof AddressRange range
                    ? value instanceof IpAddress address && range.contains(address)
                    : wanted.equals(value);
        }
    }

    /** Numbers, both ends included. */
    record Between(long first, long last) implements Wanted {

        @Override
        public String sql(FieldKind kind, BoundValues values) {
            return "between " + values.bind(first) + "::bigint and " + values.bind(last) + "::bigint";
        }

        @Override
        public boolean isBelow(long limit) {
            return last < limit;
        }

        @Override
        public boolean isFrom(long limit) {
            return first >= limit;
        }

        @Override
        public boolean matches(Object value) {
            return value instanceof Long number && number >= first && number <= last;
        }
    }

    /** Smaller or larger numbers. */
    record Order(String operator, long bound) implements Wanted {

        @Override
        public String sql(FieldKind kind, BoundValues values) {
            return operator + " " + values.bind(bound) + "::bigint";
        }

        @Override
        public boolean isBelow(long limit) {
            return bound < limit;
        }

        @Override
        public boolean isFrom(long limit) {
            return operator.equals(">=") && bound >= limit || operator.equals(">") && bound >= limit - 1;
        }

        @Override
        public boolean matches(Object value) {
            if (!(value instanceof Long number)) {
                return false;
            }
            return switch (operator) {
                case "<" -> number < bound;
                case "<=" -> number <= bound;
                case ">" -> number > bound;
                default -> number >= bound;
            };
        }
    }

    /** Texts of a pattern, in letters of any case. */
    record Like(Wildcards pattern) implements Wanted {

        @Override
        public String sql(FieldKind kind, BoundValues values) {
            return "ilike " + values.bind(pattern.sql()) + "::text";
        }

        /** PostgreSQL knows more letters of two cases than DuckDB, and another sign before a literal one. */
        @Override
        public Optional<String> sqlOfPart(FieldKind kind, BoundValues values) {
            return Optional.empty();
        }

        @Override
        public boolean isBelow(long limit) {
            return false;
        }

        @Override
        public boolean matches(Object value) {
            return value instanceof String text && pattern.match(text);
        }
    }
}
