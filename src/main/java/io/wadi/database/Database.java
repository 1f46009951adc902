package io.wadi.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.wadi.failure.StartException;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Opens the connection pool, after the database has answered and its schema has been migrated. */
public final class Database {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int OLDEST_VERSION = 15;
    private static final Sql LOCK = Sql.file("migrate/lock");

    /** One holds the lock, the other migrates. */
    private static final int MIGRATION_CONNECTIONS = 2;

    private static final Sql RENEW_READERS = new Sql("select wadi_renew_readers()");

    private Database() {}

    /**
     * Opens the pool.
     *
     * @throws StartException if the database is unreachable, refuses the user, is too old or cannot be migrated
     */
    public static HikariDataSource open(Settings settings) throws StartException {
        DatabaseAccess access = DatabaseAccess.of(settings);
        boolean pooled = check(access);
        OriginTables origin = new OriginTables(access, settings);
        origin.move();
        HikariConfig migration = pool(settings, access.pool(Session.MIGRATION, pooled));
        migration.setMaximumPoolSize(MIGRATION_CONNECTIONS);
        try (HikariDataSource patient = new HikariDataSource(migration)) {
            migrate(patient);
        } catch (FlywayException e) {
            throw new SchemaReasons(access).explain(e);
        } catch (SQLException | DataAccessException e) {
            throw access.explain(e);
        }
        origin.copy();
        HikariConfig pipeline = pool(settings, access.pool(Session.PIPELINE, pooled));
        Session.limit(pipeline, settings.get(DatabaseSettings.STATEMENT_TIMEOUT), pooled);
        return new HikariDataSource(pipeline);
    }

    /** Opens one plain connection first, because the pool would try for 30 seconds and wrap the reason three times. */
    private static boolean check(DatabaseAccess access) throws StartException {
        DatabaseReasons reasons = new DatabaseReasons(access);
        try (Connection connection = access.connect()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_VERSION) {
                throw new StartException(reasons.where() + " is PostgreSQL " + version + "; Wadi needs "
                        + OLDEST_VERSION + " or later: upgrade it, or set wadi.database.url");
            }
            if (connection.getSchema() == null) {
                throw new StartException(
                        reasons.where() + " does not have the schema in currentSchema of wadi.database.url: create it");
            }
            boolean pooled = Session.isPooled(connection);
            if (pooled) {
                LOG.info(
                        "{} is behind a connection pooler, which sets the timeouts: see docs/operations.md",
                        reasons.where());
            }
            return pooled;
        } catch (SQLException | DataAccessException e) {
            throw access.explain(e);
        }
    }

    private static HikariConfig pool(Settings settings, HikariConfig config) {
        config.setPoolName("wadi");
        config.setMaximumPoolSize(settings.get(DatabaseSettings.CONNECTIONS));
        config.setMinimumIdle(1);
        config.setConnectionTimeout(5_000);
        config.setRegisterMbeans(true);
        return config;
    }

    /**
     * Flyway changes tables on one connection and notes that in its history on another, so an end of the process between
     * the two commits would leave a change that each later start makes again, and fails. Over a single connection it is
     * one transaction. It creates its history in an earlier one, without a lock, and another process that begins meanwhile
     * fails; so Wadi has a lock of its own.
     */
    private static void migrate(DataSource database) throws SQLException {
        try (Connection lock = database.getConnection();
                Connection connection = database.getConnection()) {
            lock.setAutoCommit(false);
            LOCK.on(Jdbc.client(lock)).query(row -> {});
            migrate(connection);
            lock.rollback();
        }
    }

    private static void migrate(Connection connection) {
        int changes = Flyway.configure(Database.class.getClassLoader())
                .dataSource(new SingleConnectionDataSource(connection, true))
                .locations("classpath:sql/schema")
                .table("schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                // By default Flyway gives up after 50 seconds, and another process may migrate for longer.
                .lockRetryCount(-1)
                // By default Flyway ignores migrations of a newer Wadi, and replaces its views with older ones.
                .ignoreMigrationPatterns(new String[0])
                .load()
                .migrate()
                .migrationsExecuted;
        if (changes > 0) {
            // Not by a callback of Flyway, which also looks for its file in the working directory, as a clone is.
            RENEW_READERS.on(Jdbc.client(connection), Map.of()).query(row -> {});
        }
    }
}
