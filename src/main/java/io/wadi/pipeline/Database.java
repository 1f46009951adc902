package io.wadi.pipeline;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.wadi.settings.DatabaseUrl;
import io.wadi.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The connection pool, opened once the database has been reached and its schema brought up to date. */
final class Database {

    private static final int OLDEST_VERSION = 15;

    private static final String UTC = "-c timezone=UTC";

    /** A process that hangs in a transaction must not hold the fence for ever against the one that takes over. */
    private static final String TIME_OUTS = " -c statement_timeout=120s -c idle_in_transaction_session_timeout=20s";

    private Database() {}

    /**
     * Opens the pool.
     *
     * @throws StartException when the database cannot be reached, refuses the user, is too old or cannot be migrated
     */
    static HikariDataSource open(Settings settings) throws StartException {
        check(settings);
        // A pool of its own, for a migration may take longer than any batch.
        try (HikariDataSource patient = new HikariDataSource(pool(settings, UTC))) {
            migrate(patient);
        } catch (FlywayException e) {
            throw new StartException("The tables cannot be brought up to date: " + e.getMessage(), e);
        }
        return new HikariDataSource(pool(settings, UTC + TIME_OUTS));
    }

    /** One plain connection first: the pool would try for half a minute and wrap the reason three times. */
    private static void check(Settings settings) throws StartException {
        try (Connection connection = DatabaseLogin.connect(settings)) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_VERSION) {
                throw new StartException(
                        "The database at " + DatabaseUrl.of(settings).address() + " is PostgreSQL " + version
                                + "; Wadi needs " + OLDEST_VERSION);
            }
        } catch (SQLException e) {
            throw DatabaseLogin.explain(settings, e);
        }
    }

    private static HikariConfig pool(Settings settings, String options) {
        DatabaseUrl url = DatabaseUrl.of(settings);
        HikariConfig config = new HikariConfig();
        config.setPoolName("wadi");
        config.setJdbcUrl(url.address());
        config.setUsername(settings.get("wadi.database.user"));
        config.setPassword(settings.get("wadi.database.password"));
        config.setMaximumPoolSize(settings.number("wadi.database.connections"));
        config.setMinimumIdle(1);
        config.setConnectionTimeout(5_000);
        config.setRegisterMbeans(true);
        config.addDataSourceProperty("ApplicationName", "wadi");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", "120");
        config.addDataSourceProperty("options", options);
        url.parameters().forEach(config::addDataSourceProperty);
        return config;
    }

    private static void migrate(DataSource database) {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:sql/schema")
                .table("schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
