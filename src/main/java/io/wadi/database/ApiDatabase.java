package io.wadi.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.wadi.settings.Settings;

/**
 * The bean {@code api-database}: connections of the pages' own, so that viewers take none from the routes that store.
 * They only read, give up a query after ten seconds, and have each query planned for its own filters.
 */
public final class ApiDatabase {

    private static final int CONNECTIONS = 6;
    private static final long CONNECTION_TIMEOUT_MILLIS = 2_000;

    private ApiDatabase() {}

    /**
     * Opens the pool; the database need not be there yet.
     *
     * @param pooled whether a pooler stands between
     */
    public static HikariDataSource open(Settings settings, boolean pooled) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("wadi-api");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setReadOnly(true);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "wadi-api");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("socketTimeout", "15");
        DatabaseSession.configure(
                config,
                settings,
                pooled,
                "default_transaction_read_only = on",
                "statement_timeout = '10s'",
                "plan_cache_mode = force_custom_plan",
                "jit = off",
                "work_mem = '64MB'");
        return new HikariDataSource(config);
    }
}
