package io.wadi.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** How far all consumers of {@code ingest_offsets} have stored each partition. */
final class StoredUpTo {

    private static final String NO_SUCH_TABLE = "42P01";

    private static final String SELECT =
            "select topic, topic_id, partition, min(next_offset) filter (where not tail_lost), bool_or(tail_lost)"
                    + " from ingest_offsets where topic_id is not null group by topic, topic_id, partition";

    /** A partition of the topic of this name and id. */
    record Partition(String topic, String topicId, int number) {}

    private final DataSource database;

    StoredUpTo(DataSource database) {
        this.database = database;
    }

    /** The least offset of all consumers by partition, 0 where one waits for somebody to decide. */
    Map<Partition, Long> read() throws SQLException {
        Map<Partition, Long> next = new HashMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SELECT)) {
            while (row.next()) {
                Partition partition = new Partition(row.getString(1), row.getString(2), row.getInt(3));
                next.put(partition, row.getBoolean(5) ? 0 : row.getLong(4));
            }
        } catch (SQLException e) {
            if (!NO_SUCH_TABLE.equals(e.getSQLState())) {
                throw e;
            }
        }
        return next;
    }
}
