package io.wadi.store;

import io.wadi.database.Sql;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Bounds what a flood of forged addresses leaves: table {@code hosts} keeps the most active, and one row, {@code 0.0.0.0/0},
 * has the sums of all others. Not thread-safe.
 */
final class HostLimit {

    private static final Logger LOG = LoggerFactory.getLogger(HostLimit.class);

    private static final Sql LEAST_ACTIVE = Sql.file("retain/least-active");
    private static final Sql MERGE = Sql.file("retain/merge-least-active");
    private static final Sql DELETE_NAMES = Sql.file("retain/delete-oldest-names");

    private record Least(long packets, long ties) {}

    private record Slice(long lookedAt, long deleted, long ties, String reached) {}

    private final JdbcClient database;
    private final long mostRows;
    private final long most;

    /**
     * A limit.
     *
     * @param mostRows rows that a transaction looks at
     * @param most addresses that are kept
     */
    HostLimit(JdbcClient database, long mostRows, long most) {
        this.database = database;
        this.mostRows = mostRows;
        this.most = most;
    }

    /** Moves the least active hosts beyond the limit to the others, and tells how many each transaction took. */
    void hosts(LongConsumer deleted) {
        Optional<Least> least = LEAST_ACTIVE
                .on(database, Map.of("most", most))
                .query(Least.class)
                .optional();
        if (least.isEmpty()) {
            return;
        }
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("mostRows", mostRows);
        parameters.put("packets", least.get().packets());
        long ties = least.get().ties();
        long sum = 0;
        Slice slice;
        do {
            parameters.put("ties", ties);
            slice = MERGE.on(database, parameters).query(Slice.class).single();
            parameters.put("from", slice.reached());
            ties -= slice.ties();
            deleted.accept(slice.deleted());
            sum += slice.deleted();
        } while (slice.lookedAt() == mostRows);
        LOG.info("Retention keeps the {} most active hosts and counts {} more as others", most, sum);
    }

    /** Deletes the oldest names beyond the limit that wait for their address. */
    void names(LongConsumer deleted) {
        long gone;
        do {
            gone = DELETE_NAMES
                    .on(database, Map.of("most", most, "mostRows", mostRows))
                    .query(Long.class)
                    .single();
            deleted.accept(gone);
        } while (gone == mostRows);
    }
}
