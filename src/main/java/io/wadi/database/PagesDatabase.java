package io.wadi.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.wadi.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The bean {@code api-database}: separate connections for the pages, so viewers use none of the stores' connections.
 */
public final class PagesDatabase {

    private static final int CONNECTIONS = 6;
    private static final long CONNECTION_TIMEOUT_MILLIS = 2_000;

    private PagesDatabase() {}

    /**
     * Opens the pool.
     *
     * @param database a connection to the same database, to find out whether it goes through a pooler
     * @throws SQLException if the database is unreachable
     */
    public static HikariDataSource open(Settings settings, DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return open(settings, Session.isPooled(connection));
        }
    }

    /**
     * Opens the pool. The database may be unreachable at that time.
     *
     * @param pooled whether connections go through a pooler
     */
    public static HikariDataSource open(Settings settings, boolean pooled) {
        HikariConfig config = DatabaseAccess.of(settings).pool(Session.PAGES, pooled);
        config.setPoolName("wadi-api");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setReadOnly(true);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
