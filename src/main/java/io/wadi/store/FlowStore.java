package io.wadi.store;

import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import io.wadi.database.SqlState;
import io.wadi.flow.Flow;
import io.wadi.flow.FlowBatch;
import io.wadi.flow.FlowKey;
import io.wadi.message.StoreHeaders;
import io.wadi.packet.Packet;
import io.wadi.settings.Settings;
import io.wadi.settings.TableStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.apache.camel.Header;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The bean {@code flow-store}: stores a batch of flows in one transaction with its offset. Flows that may have a row go
 * through {@code store-flows.sql}, which adds to that row. Where many others are left, they are new, and {@code COPY} stores
 * them in half the time. If one of them has a row all the same (another process stored it, or this one before it was
 * restarted), PostgreSQL refuses the copy, and the statement stores the whole batch. Thread-safe.
 */
public final class FlowStore {

    private static final Logger LOG = LoggerFactory.getLogger(FlowStore.class);
    private static final Sql STORE = Sql.file("store/store-flows");
    private static final String COPY = Sql.read("store/copy-flows");
    private static final String COPY_EXPORTED = Sql.read("store/copy-exported-flows");

    /** For fewer, one statement is faster than a transaction of several steps. */
    private static final int LEAST_COPIED = 1_000;

    private final Settings settings;
    private final TransactionTemplate transaction;
    private final JdbcTemplate connections;
    private final JdbcClient database;
    private final KnownFlows known = new KnownFlows();
    private final CopyPace pace = new CopyPace();

    /** Creates the bean; {@code settings} name Wadi's topics. */
    public FlowStore(DataSource database, Settings settings) {
        this.settings = settings;
        transaction = Jdbc.transaction(database);
        connections = Jdbc.template(database);
        this.database = Jdbc.client(database);
    }

    /** The UTC days of the flows; the partitions of these days must exist before the rows are stored. */
    public String[] days(FlowBatch batch) {
        return new Columns().days(batch.flows().keySet(), FlowKey::windowStart).days();
    }

    /**
     * Stores the flows and moves the offset in one transaction, which is rolled back if it is a trial.
     *
     * @return number of offsets moved: 1, or 0 if the fence rejected the batch and nothing was stored
     */
    public long store(FlowBatch batch, @Header(StoreHeaders.CONSUMER) String consumer) {
        return write(prepare(batch, consumer));
    }

    /**
     * Sorts the rows of a batch and converts them for the database, which another thread may then {@link #write}.
     *
     * @throws IllegalStateException if the consumer would store one of Wadi's topics a second time
     */
    public PreparedFlows prepare(FlowBatch batch, @Header(StoreHeaders.CONSUMER) String consumer) {
        TableStore.require("flows", batch.range().topic(), consumer, settings);
        List<Entry<FlowKey, Flow>> rows = FlowRows.sorted(batch.flows());
        return new PreparedFlows(
                days(batch), batch.isTrial() ? trial(batch, rows, consumer) : work(batch, rows, consumer));
    }

    private LongSupplier trial(FlowBatch batch, List<Entry<FlowKey, Flow>> rows, String consumer) {
        LongSupplier upsert = upsert(batch, rows, consumer);
        return () -> transaction.execute(status -> {
            status.setRollbackOnly();
            return upsert.getAsLong();
        });
    }

    private LongSupplier work(FlowBatch batch, List<Entry<FlowKey, Flow>> rows, String consumer) {
        List<Entry<FlowKey, Flow>> fresh = new ArrayList<>();
        List<Entry<FlowKey, Flow>> others = new ArrayList<>();
        boolean isCopied = split(rows, fresh, others);
        return isCopied ? copy(batch, others, fresh, consumer) : upsert(batch, rows, consumer);
    }

    /**
     * The database's part of {@link #store}.
     *
     * @return number of offsets moved: 1, or 0 if the fence rejected the batch and nothing was stored
     */
    public long write(PreparedFlows flows) {
        return flows.work().getAsLong();
    }

    /**
     * Separates rows that are new, as far as this process knows; false where these are few, or where that was wrong lately.
     * From here on all are known: the next batch is prepared before this one is stored.
     */
    private boolean split(
            List<Entry<FlowKey, Flow>> rows, List<Entry<FlowKey, Flow>> fresh, List<Entry<FlowKey, Flow>> others) {
        synchronized (known) {
            rows.forEach(row -> (isNew(row.getKey()) ? fresh : others).add(row));
            rows.forEach(row -> known.add(row.getKey()));
            return fresh.size() >= LEAST_COPIED && pace.isDue();
        }
    }

    /** Two partitions may have the same flow without ports: then both stores must take locks in the order of the keys. */
    private boolean isNew(FlowKey key) {
        return key.srcPort() != Packet.NO_PORT && !known.mayHave(key);
    }

    private LongSupplier copy(
            FlowBatch batch, List<Entry<FlowKey, Flow>> others, List<Entry<FlowKey, Flow>> fresh, String consumer) {
        LongSupplier upsert = upsert(batch, others, consumer);
        boolean isExported = ExportedColumns.areIn(fresh);
        BinaryCopy copied = FlowRows.copy(batch, fresh, isExported);
        String statement = isExported ? COPY_EXPORTED : COPY;
        return () -> {
            try {
                long moved = transaction.execute(status -> inTransaction(upsert, statement, copied));
                paced(CopyPace::succeeded);
                return moved;
            } catch (DataAccessException e) {
                if (!isOfDuplicate(e)) {
                    throw e;
                }
                LOG.debug("{} has flows that are stored already: {}", batch.range(), Jdbc.message(e));
                paced(CopyPace::failed);
                return upsert(batch, FlowRows.sorted(batch.flows()), consumer).getAsLong();
            }
        };
    }

    private long inTransaction(LongSupplier upsert, String statement, BinaryCopy copied) {
        long moved = upsert.getAsLong();
        if (moved == 1) {
            connections.execute((Connection connection) -> copy(connection, statement, copied));
        }
        return moved;
    }

    private void paced(Consumer<CopyPace> outcome) {
        synchronized (known) {
            outcome.accept(pace);
        }
    }

    private static boolean isOfDuplicate(DataAccessException failure) {
        return Jdbc.cause(failure)
                .map(SQLException::getSQLState)
                .filter(SqlState::isOfDuplicate)
                .isPresent();
    }

    private LongSupplier upsert(FlowBatch batch, List<Entry<FlowKey, Flow>> stored, String consumer) {
        Map<String, Object> parameters = new HashMap<>(FlowRows.parametersOf(batch, stored));
        parameters.put(StoreHeaders.CONSUMER, consumer);
        return () -> STORE.on(database, parameters).query(Long.class).single();
    }

    private static Long copy(Connection connection, String statement, BinaryCopy rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        rows.writeTo(copy::writeToCopy);
        return copy.endCopy();
    }
}
