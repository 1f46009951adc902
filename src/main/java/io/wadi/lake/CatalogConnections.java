package io.wadi.lake;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.iceberg.jdbc.JdbcClientPool;

/** Gives Iceberg's JDBC catalog connections of Wadi's own pool, one per statement. */
final class CatalogConnections extends JdbcClientPool {

    private final DataSource database;

    CatalogConnections(DataSource database) {
        super(1, "", Map.of());
        this.database = database;
    }

    @Override
    public <R> R run(Action<R, Connection, SQLException> action) throws SQLException, InterruptedException {
        try (Connection connection = database.getConnection()) {
            return action.run(connection);
        }
    }

    @Override
    public <R> R run(Action<R, Connection, SQLException> action, boolean retry)
            throws SQLException, InterruptedException {
        return run(action);
    }
}
