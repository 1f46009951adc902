package io.wadi.lake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * The rows from one time until before another.
 *
 * @param from null for no bound
 * @param to null for no bound
 */
public record LakeSpan(Instant from, Instant to) {

    /** All rows. */
    public static final LakeSpan ALL = new LakeSpan(null, null);

    /** The condition in SQL, which begins with {@code where}; empty for all rows. */
    public String where(String column) {
        List<String> conditions = new ArrayList<>();
        if (from != null) {
            conditions.add('"' + column + "\" >= timestamptz '" + from + "'");
        }
        if (to != null) {
            conditions.add('"' + column + "\" < timestamptz '" + to + "'");
        }
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    /** The condition by which Iceberg finds files. */
    Expression filter(String column) {
        Expression after =
                from == null ? Expressions.alwaysTrue() : Expressions.greaterThanOrEqual(column, micros(from));
        Expression before = to == null ? Expressions.alwaysTrue() : Expressions.lessThan(column, micros(to));
        return Expressions.and(after, before);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
