package io.wadi.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How a session is set up: the driver's options by start-up parameters, the server's by statements and not by the start-up
 * parameter {@code options}, which PgBouncer refuses. Behind a pooler, whose sessions may be others' a transaction later,
 * only the time zone is set, which PgBouncer keeps for each client, and no statement is prepared; its own time-outs take
 * the place of ours.
 */
enum Session {
    /** One connection, for a look. */
    LOGIN(Map.of("ApplicationName", "wadi", "connectTimeout", "5", "loginTimeout", "5"), List.of()),

    /** A migration may take longer than any batch. */
    MIGRATION(Map.of("ApplicationName", "wadi", "tcpKeepAlive", "true", "socketTimeout", "0"), List.of()),

    /** A process that hangs in a transaction must not hold the fence against its successor without end. */
    PIPELINE(
            Map.of("ApplicationName", "wadi", "tcpKeepAlive", "true", "socketTimeout", "120"),
            List.of("statement_timeout = '120s'", "idle_in_transaction_session_timeout = '20s'")),

    /** The pages only read, give up a query after ten seconds, and have each query planned for its own filters. */
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
                    "work_mem = '64MB'"));

    /** The driver's option for how often a statement runs before the server prepares it. */
    static final String PREPARE_THRESHOLD = "prepareThreshold";

    /** The driver's option for how many statements a connection keeps for the next use. */
    static final String STATEMENT_CACHE = "preparedStatementCacheQueries";

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

    /** The statements that set it up. */
    String setUp(boolean pooled) {
        return pooled || parameters.isEmpty() ? UTC : UTC + "; set " + String.join("; set ", parameters);
    }

    /** Whether a pooler stands between: the process that it names as the server's is another than the server says. */
    static boolean isPooled(Connection connection) throws SQLException {
        JdbcClient database = Jdbc.client(connection);
        int process = SERVER_PROCESS.on(database).query(Integer.class).single();
        return process != connection.unwrap(PGConnection.class).getBackendPID();
    }
}
