package io.wadi.report;

import io.wadi.database.DatabaseLogin;
import io.wadi.failure.StartException;
import io.wadi.query.ApiStatements;
import io.wadi.query.FlowQuery;
import io.wadi.settings.DatabaseUrl;
import io.wadi.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Reads figures, all of one moment even while more is being stored. */
public final class ReportDatabase implements AutoCloseable {

    private static final String NO_SUCH_TABLE = "42P01";
    private static final String NO_SUCH_FUNCTION = "42883";

    private final Settings settings;
    private final Connection connection;
    private final NamedParameterJdbcTemplate database;

    private ReportDatabase(Settings settings, Connection connection) {
        this.settings = settings;
        this.connection = connection;
        database = new NamedParameterJdbcTemplate(new SingleConnectionDataSource(connection, true));
    }

    /**
     * Connects to the database that the settings name.
     *
     * @throws StartException when it cannot be reached or refuses the user
     */
    public static ReportDatabase open(Settings settings) throws StartException {
        Connection connection = DatabaseLogin.connect(settings);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_custom_plan");
            statement.execute("set jit = off");
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return new ReportDatabase(settings, connection);
        } catch (SQLException e) {
            throw DatabaseLogin.explain(settings, e);
        }
    }

    /**
     * The figures of a range.
     *
     * @param wadi the version that the report is to name
     * @throws StartException when they cannot be read
     */
    public Report read(FlowQuery query, String wadi) throws StartException {
        try {
            return new Report(
                    query.range(),
                    Instant.now(),
                    wadi,
                    rows("totals", query),
                    rows("bytes-by-time", query),
                    rows("protocols", query),
                    rows("top-talkers", query),
                    rows("countries", query),
                    rows("host-map", query));
        } catch (DataAccessException e) {
            throw explain(e);
        }
    }

    private List<Map<String, Object>> rows(String statement, FlowQuery query) {
        return database.queryForList(ApiStatements.read(statement), query.sqlParameters());
    }

    /**
     * From when to when anything is stored.
     *
     * @throws StartException when it cannot be read
     */
    public Extent extent() throws StartException {
        try {
            Map<String, Object> row = database.queryForMap(ApiStatements.read("extent"), Map.of());
            return new Extent(instant(row.get("earliest")), instant(row.get("latest")));
        } catch (DataAccessException e) {
            throw explain(e);
        }
    }

    private static Instant instant(Object column) {
        return column == null ? null : ((Timestamp) column).toInstant();
    }

    private StartException explain(DataAccessException e) {
        if (!(e.getMostSpecificCause() instanceof SQLException cause)) {
            return new StartException("The figures cannot be read: " + e.getMessage(), e);
        }
        String state = String.valueOf(cause.getSQLState());
        return state.equals(NO_SUCH_TABLE) || state.equals(NO_SUCH_FUNCTION)
                ? new StartException(
                        "The database at " + DatabaseUrl.of(settings).address()
                                + " has no tables of this version of Wadi: ./wadi run or ingest makes them",
                        cause)
                : DatabaseLogin.explain(settings, cause);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing was written, and the server ends the session with its connection.
        }
    }
}
