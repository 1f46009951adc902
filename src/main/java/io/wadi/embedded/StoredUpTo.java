package io.wadi.embedded;

import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stored offset of each partition, across all consumers in {@code ingest_offsets}. */
final class StoredUpTo {

    private static final String NO_SUCH_TABLE = "42P01";

    private static final Sql LEAST = Sql.file("offsets/least");

    /** A partition of the topic with this name and id. */
    record Partition(String topic, String topicId, int number) {}

    private final JdbcClient database;

    StoredUpTo(DataSource database) {
        this.database = Jdbc.client(database);
    }

    /** The lowest stored offset of each partition; 0 if a consumer is paused until an operator decides. */
    Map<Partition, Long> read() {
        Map<Partition, Long> next = new HashMap<>();
        try {
            LEAST.on(database).query(row -> {
                Partition partition =
                        new Partition(row.getString("topic"), row.getString("topic_id"), row.getInt("partition"));
                next.put(partition, row.getBoolean("tail_lost") ? 0L : row.getLong("next_offset"));
            });
        } catch (BadSqlGrammarException e) {
            if (!NO_SUCH_TABLE.equals(e.getSQLException().getSQLState())) {
                throw e;
            }
        }
        return next;
    }
}
