package io.wadi.store;

import io.wadi.packet.OffsetRange;
import io.wadi.packet.StoreHeaders;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code stored-offsets}: where each consumer goes on, which table {@code ingest_offsets} knows and Kafka only
 * mirrors. A store statement moves the offset in the transaction of its rows and only from where its batch began (the
 * fence); this bean sees whether it did, and sends the consumer back to the stored offset when it did not. Thread-safe.
 */
public final class StoredOffsets {

    private static final Logger LOG = LoggerFactory.getLogger(StoredOffsets.class);

    private static final String INSERT = "insert into ingest_offsets (consumer, topic, partition, next_offset)"
            + " values (?, ?, ?, ?) on conflict do nothing";
    private static final String SELECT =
            "select next_offset from ingest_offsets where consumer = ? and topic = ? and partition = ?";
    private static final String MOVE =
            "update ingest_offsets set next_offset = ? where consumer = ? and topic = ? and partition = ?";

    private record Reader(String consumer, TopicPartition partition) {}

    private final DataSource database;
    private final StoreCounters counters;
    private final Set<Reader> rewinds = ConcurrentHashMap.newKeySet();
    private final Map<Reader, Long> stored = new ConcurrentHashMap<>();

    public StoredOffsets(DataSource database) {
        this(database, new StoreCounters());
    }

    /** As above, counting what is stored. */
    public StoredOffsets(DataSource database, StoreCounters counters) {
        this.database = database;
        this.counters = counters;
    }

    /**
     * The offset at which a consumer goes on with a partition.
     *
     * @param first the partition's oldest offset, where a consumer begins that has stored nothing yet
     * @throws SQLException when the database cannot say; nothing may be consumed then
     */
    long load(String consumer, TopicPartition partition, long first) throws SQLException {
        try (Connection connection = database.getConnection()) {
            execute(connection, INSERT, consumer, partition.topic(), partition.partition(), first);
            try (PreparedStatement select = connection.prepareStatement(SELECT)) {
                select.setString(1, consumer);
                select.setString(2, partition.topic());
                select.setInt(3, partition.partition());
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        }
    }

    /** Moves a stored offset by hand, where Kafka no longer has what it points at. */
    void move(String consumer, TopicPartition partition, long next) throws SQLException {
        try (Connection connection = database.getConnection()) {
            execute(connection, MOVE, next, consumer, partition.topic(), partition.partition());
        }
    }

    private static void execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /**
     * Called by a store route after its statement, whose answer is the number of offsets that it moved: 1 when the
     * batch was stored, 0 when the fence held it off because another writer, or this one before a rebalance, has been
     * here already.
     */
    public void confirm(
            @Header(StoreHeaders.RANGE) OffsetRange range,
            @Header(StoreHeaders.PACKETS) long packets,
            Exchange exchange) {
        String consumer = exchange.getMessage().getHeader(StoreHeaders.CONSUMER, String.class);
        long moved = exchange.getMessage().getBody(Long.class);
        Reader reader = new Reader(consumer, new TopicPartition(range.topic(), range.partition()));
        if (moved == 1) {
            stored.put(reader, range.next());
            counters.stored(consumer, packets);
        } else {
            counters.heldOff(consumer);
            LOG.warn("{} did not store {}: the stored offset is another one; going back to it", consumer, range);
            rewinds.add(reader);
        }
        exchange.getMessage().setHeader(StoreHeaders.STORED, moved == 1);
    }

    /** Whether a consumer is to go back to the stored offset of a partition; asked once. */
    boolean takeRewind(String consumer, TopicPartition partition) {
        return rewinds.remove(new Reader(consumer, partition));
    }

    /** What has been stored since the last call, for Kafka's own offsets, which tools show as lag. */
    Map<TopicPartition, OffsetAndMetadata> takeStored(String consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> taken = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Long next = stored.remove(new Reader(consumer, partition));
            if (next != null) {
                taken.put(partition, new OffsetAndMetadata(next));
            }
        }
        return taken;
    }
}
