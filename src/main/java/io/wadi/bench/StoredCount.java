package io.wadi.bench;

import io.wadi.database.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks a database again and again how many packets are stored, over one connection. */
final class StoredCount implements AutoCloseable {

    private final Connection connection;
    private final JdbcClient database;
    private boolean made;

    StoredCount(BenchServers servers, String database) throws SQLException {
        connection = servers.connect(database);
        this.database = Jdbc.client(connection);
    }

    /** Packets in committed batches; 0 as long as there are no tables. */
    long packets() {
        made = made || number("select count(*) from pg_class where relname = 'ingest_offsets'") == 1;
        return made ? number("select coalesce(sum(packets), 0)::bigint from ingest_offsets") : 0;
    }

    private long number(String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
