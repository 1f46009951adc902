package io.wadi.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/** Table {@code ingest_offsets} in PostgreSQL. Thread-safe. */
final class IngestOffsets implements OffsetTable {

    private static final String ROW = " where consumer = ? and topic = ? and partition = ?";

    private static final String INSERT =
            "insert into ingest_offsets (consumer, topic, partition, next_offset, topic_id)"
                    + " select ?, ?, ?, ?, ? where not exists (select from ingest_offsets"
                    + " where consumer = ? and topic = ? and topic_id <> ?) on conflict do nothing";
    private static final String ADOPT = "update ingest_offsets set topic_id = ?" + ROW
            + " and topic_id is null and not tail_lost and next_offset <= ?";
    private static final String SELECT = "select next_offset, topic_id, tail_lost from ingest_offsets"
            + " where consumer = ? and topic = ? and (partition = ? or topic_id <> ?)"
            + " order by partition <> ? limit 1";
    private static final String TAIL_LOST = "update ingest_offsets set tail_lost = true" + ROW;
    private static final String MOVE =
            "update ingest_offsets set next_offset = ?, tail_lost = false" + ROW + " and next_offset = ?";
    private static final String RESTART = "update ingest_offsets set next_offset = 0, topic_id = ?, tail_lost = false"
            + " where consumer = ? and topic = ? and topic_id <> ?";

    private final DataSource database;

    IngestOffsets(DataSource database) {
        this.database = database;
    }

    @Override
    public StoredOffset load(String consumer, TopicPartition partition, PartitionLog log) throws SQLException {
        String topic = partition.topic();
        int number = partition.partition();
        String id = log.topicId();
        try (Connection connection = database.getConnection()) {
            update(connection, INSERT, consumer, topic, number, log.oldest(), id, consumer, topic, id);
            update(connection, ADOPT, id, consumer, topic, number, log.end());
            try (PreparedStatement select = prepare(connection, SELECT, consumer, topic, number, id, number);
                    ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("the row of " + consumer + " and " + partition + " was deleted meanwhile");
                }
                return new StoredOffset(row.getLong(1), row.getString(2), row.getBoolean(3));
            }
        }
    }

    @Override
    public void tailLost(String consumer, TopicPartition partition) throws SQLException {
        update(TAIL_LOST, consumer, partition.topic(), partition.partition());
    }

    @Override
    public boolean move(String consumer, TopicPartition partition, long from, long to) throws SQLException {
        return update(MOVE, to, consumer, partition.topic(), partition.partition(), from) == 1;
    }

    @Override
    public void restart(String consumer, String topic, String currentId) throws SQLException {
        update(RESTART, currentId, consumer, topic, currentId);
    }

    private int update(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return update(connection, sql, values);
        }
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
