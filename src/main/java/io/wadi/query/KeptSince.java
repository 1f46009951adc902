package io.wadi.query;

import io.wadi.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * From when on the tables of flows have all that was stored. Retention notes it in the database before it removes anything,
 * because a process that reads may have other settings than the one that removes. View {@code kept_from} of schema {@code bi} says
 * the same to SQL clients.
 *
 * @param windows of table {@code flows}; {@link Instant#MIN} if nothing was removed
 * @param hours of table {@code flows_hour}; not after {@code windows}
 * @param days of table {@code flows_day}; not after {@code hours}
 */
record KeptSince(Instant windows, Instant hours, Instant days) {

    /** Nothing was ever removed. */
    static final KeptSince ALWAYS = new KeptSince(Instant.MIN, Instant.MIN, Instant.MIN);

    private static final Sql SQL = Sql.file("retain/kept-since");

    /** Sums answer for the middle of a range, so a time without sums is one without windows. */
    KeptSince {
        hours = later(hours, days);
        windows = later(windows, hours);
    }

    /** Reads it. */
    static KeptSince read(JdbcClient database) {
        return SQL.on(database)
                .query((row, number) ->
                        new KeptSince(instant(row, "windows"), instant(row, "hours"), instant(row, "days")))
                .single();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? Instant.MIN : time.toInstant();
    }
}
