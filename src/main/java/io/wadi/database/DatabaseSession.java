package io.wadi.database;

import com.zaxxer.hikari.HikariConfig;
import io.wadi.settings.DatabaseUrl;
import io.wadi.settings.Settings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * How the sessions of a pool are set up: by statements and not by the start-up parameter {@code options}, which
 * PgBouncer refuses. Behind a pooler, whose sessions may be others' a transaction later, only the time zone is set, which
 * PgBouncer keeps for each client, and no statement is prepared; its own time-outs take the place of ours.
 */
public final class DatabaseSession {

    /** Sets the time zone. */
    public static final String UTC = "set timezone = 'UTC'";

    private static final String PREPARE_THRESHOLD = "prepareThreshold";

    private DatabaseSession() {}

    /** Whether a pooler stands between: the process that it names as the server's is another than the server says. */
    public static boolean isPooled(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet server = statement.executeQuery("select pg_backend_pid()")) {
            server.next();
            return server.getInt(1) != connection.unwrap(PGConnection.class).getBackendPID();
        }
    }

    /**
     * Gives a pool its address and its login.
     *
     * @param pooled whether a pooler stands between
     * @param parameters {@code name=value}, set in each session unless it is a pooler's
     */
    public static void configure(HikariConfig config, Settings settings, boolean pooled, String... parameters) {
        DatabaseUrl url = DatabaseUrl.of(settings);
        config.setJdbcUrl(url.address());
        config.setUsername(settings.get("wadi.database.user"));
        config.setPassword(settings.get("wadi.database.password"));
        config.setConnectionInitSql(
                pooled
                        ? UTC
                        : Arrays.stream(parameters)
                                .map(parameter -> "; set " + parameter)
                                .collect(Collectors.joining("", UTC, "")));
        if (pooled) {
            config.addDataSourceProperty(PREPARE_THRESHOLD, "0");
        }
        url.parameters().forEach(config::addDataSourceProperty);
    }
}
