package io.wadi.testing;

import com.zaxxer.hikari.HikariDataSource;
import io.wadi.database.UnsupportedStatements;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;

/** The database of a test that sends many statements: in a new connection, PostgreSQL reads its catalog again for each. */
public final class PooledDatabase {

    private static final int CONNECTIONS = 4;
    private static final int IDLE_MILLIS = 10_000;

    static {
        // By default a pool looks for idle connections every half minute, in which a hundred short tests run.
        System.setProperty("com.zaxxer.hikari.housekeeping.periodMs", "3000");
    }

    private PooledDatabase() {}

    /** The database of these settings, as its owner. */
    public static HikariDataSource of(Settings settings) {
        return of(settings, settings.get(DatabaseSettings.USER), settings.get(DatabaseSettings.PASSWORD));
    }

    /** The database of these settings, as another role. Connections that nobody uses are closed, so the pool may stay open. */
    public static HikariDataSource of(Settings settings, String user, String password) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(settings.text(DatabaseSettings.URL));
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setExceptionOverrideClassName(UnsupportedStatements.class.getName());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(IDLE_MILLIS);
        return pool;
    }
}
