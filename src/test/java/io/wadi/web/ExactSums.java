package io.wadi.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Sums of the raw rows of exactly a range, that is, of the packets of all windows that start in it. */
public class ExactSums {

    private static final String EXACT =
            " from flows where window_start >= ?::timestamptz and window_start < ?::timestamptz";

    private final JdbcTemplate database;

    /** Reads a database that has the tables, as their owner. */
    public ExactSums(JdbcTemplate database) {
        this.database = database;
    }

    /** The database, as its owner. */
    public final JdbcTemplate database() {
        return database;
    }

    /** A sum over the packets of the windows that begin in a range, those of one host if it is not null. */
    public final long packets(String sum, String[] range, String host) {
        return database.queryForObject(
                "select coalesce(" + sum + ", 0)::bigint from traffic"
                        + " where \"timestamp\" >= ?::timestamptz and \"timestamp\" < ?::timestamptz"
                        + " and (?::inet is null or ?::inet in (src_ip, dst_ip))",
                Long.class,
                nextWindow(range[0]),
                nextWindow(range[1]),
                host,
                host);
    }

    private static String nextWindow(String time) {
        Instant instant = Instant.parse(time);
        Instant window = instant.truncatedTo(ChronoUnit.MINUTES);
        return (window.equals(instant) ? window : window.plus(1, ChronoUnit.MINUTES)).toString();
    }

    /** How many distinct values two columns of the flows of exactly a range have, those of one host if it is not null. */
    public final long distinct(String one, String other, String[] range, String host) {
        return database.queryForObject(
                "select count(distinct value) from (select unnest(array[" + one + "::text, " + other
                        + "::text]) as value" + EXACT
                        + " and (?::inet is null or ?::inet in (src_ip, dst_ip))) as ends",
                Long.class,
                range[0],
                range[1],
                host,
                host);
    }

    /** Packets and bytes by the protocol of the flow, most bytes first. */
    public final List<Map<String, Object>> protocols(String[] range) {
        return database.queryForList(
                "select protocol, sum(packets)::bigint as packets, sum(bytes)::bigint as bytes" + EXACT
                        + " group by protocol order by bytes desc, protocol",
                (Object[]) range);
    }
}
