package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.sql.SQLException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

class IngestOffsetsIT {

    private static final String GROUP = "wadi-store-flows";
    private static final TopicPartition PARTITION = new TopicPartition("packets", 3);
    private static final PartitionLog LOG = new PartitionLog("id", 42, 100, null);

    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private final IngestOffsets offsets = new IngestOffsets(source);
    private JdbcTemplate database;

    @BeforeEach
    void prepare() throws Exception {
        Settings settings = TestServers.withTables();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        database = new JdbcTemplate(source);
    }

    private void put(String consumer, int partition, long next, String topicId) {
        database.update(
                "insert into ingest_offsets (consumer, topic, partition, next_offset, topic_id)"
                        + " values (?, 'packets', ?, ?, ?)",
                consumer,
                partition,
                next,
                topicId);
    }

    private StoredOffset row(int partition) {
        return database.queryForObject(
                "select next_offset, topic_id, tail_lost from ingest_offsets where consumer = ? and partition = ?",
                (row, number) -> new StoredOffset(row.getLong(1), row.getString(2), row.getBoolean(3)),
                GROUP,
                partition);
    }

    @Test
    void aNewConsumerBeginsWithTheOldestMessageAndThatIsNoted() throws SQLException {
        put("wadi-store-traffic", 3, 100, "another");
        assertThat(offsets.load(GROUP, PARTITION, LOG)).isEqualTo(new StoredOffset(42, "id", false));
        assertThat(row(3)).isEqualTo(new StoredOffset(42, "id", false));
    }

    @Test
    void aBrokerWithoutIdsLeavesThemOut() throws SQLException {
        PartitionLog log = new PartitionLog(null, 42, 100, null);
        assertThat(offsets.load(GROUP, PARTITION, log)).isEqualTo(new StoredOffset(42, null, false));
        put(GROUP, 4, 50, "id");
        assertThat(offsets.load(GROUP, new TopicPartition("packets", 4), log))
                .isEqualTo(new StoredOffset(50, "id", false));
    }

    @Test
    void aKnownConsumerGoesOnWhereItWas() throws SQLException {
        put(GROUP, 3, 55, "id");
        put(GROUP, 4, 66, "another");
        assertThat(offsets.load(GROUP, PARTITION, LOG)).isEqualTo(new StoredOffset(55, "id", false));
    }

    @Test
    void aRowFromBeforeIdsWereKeptGetsTheCurrentOneUnlessItLiesBeyondTheEnd() throws SQLException {
        put(GROUP, 3, 100, null);
        put(GROUP, 4, 101, null);
        assertThat(offsets.load(GROUP, PARTITION, LOG)).isEqualTo(new StoredOffset(100, "id", false));
        assertThat(offsets.load(GROUP, new TopicPartition("packets", 4), LOG))
                .isEqualTo(new StoredOffset(101, null, false));
    }

    @Test
    void aPartitionThatOnlyTheRecreatedTopicHasIsNotBegun() throws SQLException {
        put(GROUP, 0, 7, "old");
        assertThat(offsets.load(GROUP, PARTITION, LOG)).isEqualTo(new StoredOffset(7, "old", false));
        assertThat(database.queryForObject("select count(*) from ingest_offsets", Long.class))
                .isEqualTo(1);
    }

    @Test
    void movesOnlyFromWhereItWasAndForgetsTheLostTail() throws SQLException {
        put(GROUP, 3, 100, "id");
        offsets.tailLost(GROUP, PARTITION);
        assertThat(row(3)).isEqualTo(new StoredOffset(100, "id", true));
        assertThat(offsets.move(GROUP, PARTITION, 99, 7)).isFalse();
        assertThat(offsets.move(GROUP, PARTITION, 100, 7)).isTrue();
        assertThat(row(3)).isEqualTo(new StoredOffset(7, "id", false));
    }

    @Test
    void aTopicIsRestartedInAllItsPartitions() throws SQLException {
        put(GROUP, 3, 100, "old");
        put(GROUP, 4, 100, "old");
        put(GROUP, 5, 9, "id");
        put("wadi-store-traffic", 3, 100, "old");
        offsets.restart(GROUP, "packets", "id");
        assertThat(row(3)).isEqualTo(new StoredOffset(0, "id", false));
        assertThat(row(4)).isEqualTo(new StoredOffset(0, "id", false));
        assertThat(row(5)).isEqualTo(new StoredOffset(9, "id", false));
        assertThat(database.queryForObject(
                        "select next_offset from ingest_offsets where consumer = 'wadi-store-traffic'", Long.class))
                .isEqualTo(100);
    }

    @Test
    void saysWhenTheDatabaseIsAway() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setPortNumbers(new int[] {1});
        assertThatThrownBy(() -> new IngestOffsets(nowhere).load(GROUP, PARTITION, LOG))
                .isInstanceOf(DataAccessException.class);
    }

    /** A row from before migration V10 has none. */
    @Test
    void theLeaderEpochBelongsToItsOffset() {
        put(GROUP, 3, 50, "id");
        assertThat(offsets.load(GROUP, PARTITION, LOG).position().leaderEpoch()).isEmpty();
        database.update("update ingest_offsets set leader_epoch = 4");
        StoredOffset stored = offsets.load(GROUP, PARTITION, LOG);
        assertThat(stored.position().leaderEpoch()).contains(4);
        offsets.move(GROUP, PARTITION, 50, 60);
        assertThat(offsets.load(GROUP, PARTITION, LOG).position().leaderEpoch()).isEmpty();
    }
}
