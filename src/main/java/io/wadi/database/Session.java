package io.wadi.database;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How a session is set up. The driver's options are start-up parameters. The server's options are statements, because
 * PgBouncer refuses the start-up parameter {@code options}. A pooler may give a session to another client after each
 * transaction. Therefore, behind a pooler, Wadi sets only the time zone, which PgBouncer keeps for each client, and
 * prepares no statement; the time-outs of the pooler apply instead of Wadi's.
 */
enum Session {
    /** One connection, to check or read something. */
    LOGIN(Map.of("ApplicationName", "wadi", "connectTimeout", "5", "loginTimeout", "5"), List.of()),

    /** A migration, which may take longer than any batch, while another transaction holds its lock. */
    MIGRATION(
            Map.of("ApplicationName", "wadi", "tcpKeepAlive", "true", "socketTimeout", "0"),
            List.of("idle_in_transaction_session_timeout = 0")),

    /** The stores. A process that hangs in a transaction must not lock out its successor for ever. */
    PIPELINE(
            Map.of("ApplicationName", "wadi", "tcpKeepAlive", "true"),
            List.of("idle_in_transaction_session_timeout = '20s'")),

    /** The pages: read-only, at most ten seconds for a query, and each query is planned for its own filters. */
    PAGES(
            Map.of(
                    "ApplicationName", "wadi-api",
                    "tcpKeepAlive", "true",
                    "connectTimeout", "2",
                    "socketTimeout", "15"),
            List.of(
                    "default_transaction_read_only = on",
                    "statement_timeout = '10s'",
                    "plan_cache_mode = force_custom_plan",
                    "jit = off",
                    // PostgreSQL expects as many groups of filtered rows as rows, and would sort all of them.
                    "enable_sort = off",
                    "work_mem = '64MB'"));

    /** The driver's option: a statement is prepared on the server after this number of executions. */
    static final String PREPARE_THRESHOLD = "prepareThreshold";

    /** The driver's option: number of statements that a connection caches. */
    static final String STATEMENT_CACHE = "preparedStatementCacheQueries";

    private static final Duration DRIVER_WAITS = Duration.ofSeconds(20);
    private static final String UTC = "set timezone = 'UTC'";
    private static final Sql SERVER_PROCESS = Sql.file("session/server-process");

    private final Map<String, String> properties;
    private final List<String> parameters;

    Session(Map<String, String> properties, List<String> parameters) {
        this.properties = properties;
        this.parameters = parameters;
    }

    /** Options of the driver. */
    Map<String, String> properties() {
        return properties;
    }

    /** The statements that set up a session. */
    String setUp(boolean pooled) {
        return pooled || parameters.isEmpty() ? UTC : UTC + "; set " + String.join("; set ", parameters);
    }

    /**
     * Gives up statements after so long. The driver waits longer than the server: a statement that the driver gives up may
     * still be running.
     */
    static void limit(HikariConfig pool, Duration timeout, boolean pooled) {
        if (!pooled) {
            pool.setConnectionInitSql(
                    pool.getConnectionInitSql() + "; set statement_timeout = '" + timeout.toSeconds() + "s'");
        }
        pool.getDataSourceProperties()
                .putIfAbsent(
                        "socketTimeout",
                        String.valueOf(timeout.plus(DRIVER_WAITS).toSeconds()));
    }

    /** Whether a pooler is between: the process id in its start-up message then differs from the server's own. */
    static boolean isPooled(Connection connection) throws SQLException {
        JdbcClient database = Jdbc.client(connection);
        int process = SERVER_PROCESS.on(database).query(Integer.class).single();
        return process != connection.unwrap(PGConnection.class).getBackendPID();
    }
}
