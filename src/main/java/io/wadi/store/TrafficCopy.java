package io.wadi.store;

import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import io.wadi.message.OffsetRange;
import io.wadi.message.StoreHeaders;
import io.wadi.packet.Packet;
import io.wadi.settings.Settings;
import io.wadi.settings.TableStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.apache.camel.Header;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The bean {@code traffic-copy}: stores a batch of packets with {@code COPY}, the fastest way into PostgreSQL, which
 * no SQL endpoint supports. The statements are {@code sql/store/move-offset.sql} and {@code
 * sql/store/copy-traffic.sql}. Thread-safe.
 */
public final class TrafficCopy {

    private static final Sql MOVE_OFFSET = Sql.file("store/move-offset");
    private static final String COPY = Sql.read("store/copy-traffic");

    private final Settings settings;
    private final TransactionTemplate transaction;
    private final JdbcTemplate connections;
    private final JdbcClient database;

    /** Creates the bean; {@code settings} name Wadi's topics. */
    public TrafficCopy(DataSource database, Settings settings) {
        this.settings = settings;
        transaction = Jdbc.transaction(database);
        connections = Jdbc.template(database);
        this.database = Jdbc.client(database);
    }

    /** The UTC days of the packets; the partitions of these days must exist before the rows are stored. */
    public String[] days(TrafficBatch batch) {
        TreeSet<LocalDate> days = new TreeSet<>();
        long known = Long.MIN_VALUE;
        for (Packet packet : batch.list()) {
            long day = TrafficRows.day(packet);
            if (day != known) {
                known = day;
                days.add(LocalDate.ofEpochDay(day));
            }
        }
        return days.stream().map(LocalDate::toString).toArray(String[]::new);
    }

    /**
     * Stores the rows and moves the offset in one transaction, which is rolled back if it is a trial.
     *
     * @return number of offsets moved: 1, or 0 if the fence rejected the batch and nothing was stored
     * @throws IllegalStateException if the consumer would store one of Wadi's topics a second time
     */
    public long store(TrafficBatch batch, @Header(StoreHeaders.CONSUMER) String consumer) {
        TableStore.require("traffic", batch.range().topic(), consumer, settings);
        BinaryCopy rows = TrafficRows.of(batch.list());
        Integer moved = transaction.execute(status -> {
            int offsets = MOVE_OFFSET.on(database, fence(batch, consumer)).update();
            if (offsets == 1) {
                connections.execute((Connection connection) -> copy(connection, rows));
            }
            if (batch.isTrial()) {
                status.setRollbackOnly();
            }
            return offsets;
        });
        return moved;
    }

    private static Map<String, Object> fence(TrafficBatch batch, String consumer) {
        OffsetRange range = batch.range();
        Map<String, Object> parameters =
                new Columns().range(range, batch.packets(), batch.dead()).parameters();
        parameters.put("consumer", consumer);
        return parameters;
    }

    private static Long copy(Connection connection, BinaryCopy rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        rows.writeTo(copy::writeToCopy);
        return copy.endCopy();
    }
}
