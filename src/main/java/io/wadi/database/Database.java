package io.wadi.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.wadi.failure.StartException;
import io.wadi.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection pool, opened once the database has been reached and its schema brought up to date. */
public final class Database {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int OLDEST_VERSION = 15;

    /** A process that hangs in a transaction must not hold the fence for ever against the one that takes over. */
    private static final String[] TIME_OUTS = {
        "statement_timeout = '120s'", "idle_in_transaction_session_timeout = '20s'"
    };

    private Database() {}

    /**
     * Opens the pool.
     *
     * @throws StartException when the database cannot be reached, refuses the user, is too old or cannot be migrated
     */
    public static HikariDataSource open(Settings settings) throws StartException {
        boolean pooled = check(settings);
        OriginTables origin = new OriginTables(settings);
        origin.move();
        HikariConfig config = pool(settings, pooled);
        // A pool of its own, because a migration may take longer than any batch.
        config.addDataSourceProperty("socketTimeout", "0");
        try (HikariDataSource patient = new HikariDataSource(config)) {
            migrate(patient);
        } catch (FlywayException e) {
            throw new SchemaReasons(settings).explain(e);
        }
        origin.copy();
        return new HikariDataSource(pool(settings, pooled, TIME_OUTS));
    }

    /** One plain connection first: the pool would try for half a minute and wrap the reason three times. */
    private static boolean check(Settings settings) throws StartException {
        DatabaseReasons reasons = new DatabaseReasons(settings);
        try (Connection connection = DatabaseLogin.connect(settings)) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_VERSION) {
                throw new StartException(reasons.where() + " is PostgreSQL " + version + "; Wadi needs "
                        + OLDEST_VERSION + " or later: upgrade it, or set wadi.database.url");
            }
            if (connection.getSchema() == null) {
                throw new StartException(reasons.where()
                        + " has no schema of the name that currentSchema in wadi.database.url says: create it");
            }
            boolean pooled = DatabaseSession.isPooled(connection);
            if (pooled) {
                LOG.info(
                        "{} is behind a pooler: time-outs are its own, docs/operations.md says which", reasons.where());
            }
            return pooled;
        } catch (SQLException e) {
            throw reasons.explain(e);
        }
    }

    private static HikariConfig pool(Settings settings, boolean pooled, String... parameters) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("wadi");
        config.setMaximumPoolSize(settings.number("wadi.database.connections"));
        config.setMinimumIdle(1);
        config.setConnectionTimeout(5_000);
        config.setRegisterMbeans(true);
        config.addDataSourceProperty("ApplicationName", "wadi");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", "120");
        DatabaseSession.configure(config, settings, pooled, parameters);
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
