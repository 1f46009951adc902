package io.wadi.web;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.wadi.settings.DatabaseUrl;
import io.wadi.settings.Settings;

/**
 * The bean {@code api-database}: connections of the pages' own, so that viewers take none from the routes that store.
 * They only read, give up a query after ten seconds, and have each query planned for its own filters.
 */
public final class ApiDatabase {

    private static final int CONNECTIONS = 6;
    private static final long CONNECTION_TIMEOUT_MILLIS = 2_000;

    private ApiDatabase() {}

    /** Opens the pool; the database need not be there yet. */
    public static HikariDataSource open(Settings settings) {
        DatabaseUrl url = DatabaseUrl.of(settings);
        HikariConfig config = new HikariConfig();
        config.setPoolName("wadi-api");
        config.setJdbcUrl(url.address());
        config.setUsername(settings.get("wadi.database.user"));
        config.setPassword(settings.get("wadi.database.password"));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setReadOnly(true);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "wadi-api");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("socketTimeout", "15");
        config.addDataSourceProperty(
                "options",
                "-c timezone=UTC -c default_transaction_read_only=on -c statement_timeout=10s"
                        + " -c plan_cache_mode=force_custom_plan -c jit=off -c work_mem=64MB");
        url.parameters().forEach(config::addDataSourceProperty);
        return new HikariDataSource(config);
    }
}
