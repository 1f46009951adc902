package io.wadi.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The bean {@code day-partitions}: makes the partitions of {@code traffic} and {@code flows}, one a transaction, before
 * rows need them. A partition that cannot be made now is not waited for: its rows go to the default partition, and
 * {@link #keep} moves them later. The rules are those of the functions in {@code sql/schema/V11__partitions.sql} and
 * {@code V20__settling_leaves_no_table.sql}. Thread-safe.
 */
public final class DayPartitions implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(DayPartitions.class);

    private static final List<String> TABLES = List.of("traffic", "flows");

    /** Rows to move in one transaction: a second or two of work. */
    private static final long MOST_ROWS = 100_000;

    /** Transactions of one run for a table, so that the next table gets its turn. */
    private static final int MOST_ROUNDS = 100;

    private static final long MOST_AHEAD = 100_000;
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int MOST_REMEMBERED = 100_000;
    private static final String RESERVED = "wadi_reserved";
    private static final String CHECK_VIOLATION = "23514";

    private static final Sql GAPS = Sql.file("store/partition-gaps");
    private static final Sql NEXT = Sql.file("store/next-partitions");
    private static final Sql ADD = Sql.file("store/add-partition");
    private static final Sql RESERVE = Sql.file("store/reserve-partition");
    private static final Sql SETTLE = Sql.file("store/settle-partition");
    private static final Sql RELEASE = Sql.file("store/release-partition");
    private static final Sql AHEAD = Sql.file("store/rows-ahead");

    private record Day(String table, String day) {}

    /** Half-open; present where rows come for it all the time. */
    private record Range(OffsetDateTime rangeFrom, OffsetDateTime rangeTo, boolean isPresent) {}

    private final JdbcClient database;
    private final int daysAhead;
    private final PartitionCounters counters = new PartitionCounters(TABLES);

    /** What was looked up lately, whatever came of it. */
    private final Cache<Day, Boolean> lookedUp = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_REMEMBERED)
            .build();

    /**
     * Partitions of the tables of a database.
     *
     * @param daysAhead how many days after today get a partition
     */
    public DayPartitions(DataSource database, int daysAhead) {
        this.database = Jdbc.client(database);
        this.daysAhead = daysAhead;
    }

    /**
     * Makes the partitions that rows need, as far as that is possible at once.
     *
     * @param table {@code traffic} or {@code flows}
     * @param days UTC, in ISO 8601
     */
    public void ensure(String table, String[] days) {
        String[] unknown = Arrays.stream(days)
                .filter(day -> lookedUp.getIfPresent(new Day(table, day)) == null)
                .toArray(String[]::new);
        if (unknown.length > 0) {
            ranges(GAPS, table, Map.of("days", unknown)).forEach(range -> add(table, range));
            Arrays.stream(unknown).forEach(day -> lookedUp.put(new Day(table, day), true));
        }
    }

    /** Makes the partitions of the days ahead, and moves rows of the default partition to the partition of their day. */
    public void keep() {
        TABLES.forEach(this::keep);
    }

    private void keep(String table) {
        if (isTrue(RELEASE, parameters(table))) {
            for (int round = 0; round < MOST_ROUNDS; round++) {
                List<Range> next = ranges(NEXT, table, Map.of("mostRows", MOST_ROWS));
                if (next.isEmpty() || !make(table, next)) {
                    break;
                }
            }
        }
        Map<String, Object> parameters = parameters(table);
        parameters.put("mostRows", MOST_AHEAD);
        noteAhead(table, number(AHEAD, parameters));
    }

    private void noteAhead(String table, long rows) {
        if (counters.ahead(table, rows) == 0 && rows > 0) {
            LOG.warn(
                    "Table {} has {}{} rows whose time is more than {} days ahead: a clock is wrong. They stay in its"
                            + " default partition until their day comes",
                    table,
                    rows == MOST_AHEAD ? "at least " : "",
                    rows,
                    daysAhead);
        }
    }

    /** One that cannot be made now does not keep the others from being made. */
    private boolean make(String table, List<Range> ranges) {
        boolean all = true;
        for (Range range : ranges) {
            all &= add(table, range) || !range.isPresent() && settle(table, range);
        }
        return all;
    }

    private boolean add(String table, Range range) {
        return counters.attempt(table, number(ADD, parameters(table, range)));
    }

    private boolean settle(String table, Range range) {
        Map<String, Object> parameters = parameters(table, range);
        if (!isTrue(RESERVE, parameters)) {
            return counters.attempt(table, null);
        }
        Long moved = null;
        try {
            moved = number(SETTLE, parameters);
        } finally {
            if (moved == null) {
                isTrue(RELEASE, parameters);
            }
        }
        return counters.attempt(table, moved);
    }

    private Map<String, Object> parameters(String table) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("table", table);
        parameters.put("daysAhead", daysAhead);
        return parameters;
    }

    private Map<String, Object> parameters(String table, Range range) {
        Map<String, Object> parameters = parameters(table);
        parameters.put("from", range.rangeFrom());
        parameters.put("to", range.rangeTo());
        return parameters;
    }

    private List<Range> ranges(Sql sql, String table, Map<String, ?> more) {
        Map<String, Object> parameters = parameters(table);
        parameters.putAll(more);
        return sql.on(database, parameters)
                .query((row, number) -> new Range(
                        row.getObject("range_from", OffsetDateTime.class),
                        row.getObject("range_to", OffsetDateTime.class),
                        row.getBoolean("is_present")))
                .list();
    }

    private Long number(Sql sql, Map<String, ?> parameters) {
        return sql.on(database, parameters).query(Long.class).list().get(0);
    }

    private boolean isTrue(Sql sql, Map<String, ?> parameters) {
        return sql.on(database, parameters).query(Boolean.class).single();
    }

    /**
     * Whether a row was refused only because the partition of its time was being made: it is stored a moment later. Either
     * its range is reserved, or its partition was attached after PostgreSQL had chosen the default partition for it. Such
     * a refusal names the default partition and, unlike those of the tables' own constraints, no constraint.
     */
    static boolean isMoment(SQLException refusal) {
        ServerErrorMessage server = refusal instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        return server != null
                && (RESERVED.equals(server.getConstraint())
                        || CHECK_VIOLATION.equals(server.getSQLState())
                                && server.getConstraint() == null
                                && TABLES.stream()
                                        .map(table -> table + "_default")
                                        .anyMatch(table -> table.equals(server.getTable())));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counters.bindTo(registry);
    }
}
