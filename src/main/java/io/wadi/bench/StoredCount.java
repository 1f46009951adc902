package io.wadi.bench;

import io.wadi.database.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks a database again and again how many packets are stored, over one connection. */
final class StoredCount implements AutoCloseable {

    private static final long LOOK_MILLIS = 20;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Connection connection;
    private final JdbcClient database;
    private final ProcessorClock clock;
    private final String table;
    private boolean made;

    /** Counts Wadi's packets. */
    StoredCount(BenchServers servers, String database) throws SQLException {
        this(servers, database, "ingest_offsets");
    }

    /** Adds up column {@code packets} of a table. */
    StoredCount(BenchServers servers, String database, String table) throws SQLException {
        this.table = table;
        clock = servers.clock();
        connection = servers.connect(database);
        this.database = Jdbc.client(connection);
    }

    /** Packets in committed batches; 0 as long as there are no tables. */
    long packets() {
        made = made || number("select count(*) from pg_class where relname = '" + table + "'") == 1;
        return made ? number("select coalesce(sum(packets), 0)::bigint from " + table) : 0;
    }

    /**
     * Waits until so many packets are stored.
     *
     * @param stores the processes that store them
     * @return number of stored packets
     * @throws BenchException if a process ends, or half an hour passes
     */
    long await(long packets, List<Process> stores) throws BenchException, InterruptedException {
        long until = System.nanoTime() + LONGEST.toNanos();
        long stored = packets();
        while (stored < packets) {
            if (!stores.stream().allMatch(Process::isAlive) || System.nanoTime() > until) {
                throw new BenchException("the stores ended or stopped at " + stored + " of " + packets + " packets");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            stored = packets();
        }
        return stored;
    }

    /** The moment when so many packets are stored; failures as in {@link #await}. */
    Moment moment(long packets, List<Process> stores) throws BenchException, InterruptedException {
        return Moment.now(await(packets, stores), clock);
    }

    private long number(String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
