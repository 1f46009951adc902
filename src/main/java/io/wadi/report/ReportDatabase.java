package io.wadi.report;

import io.wadi.database.DatabaseAccess;
import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import io.wadi.failure.StartException;
import io.wadi.query.FlowDetail;
import io.wadi.query.FlowFigures;
import io.wadi.query.FlowQuery;
import io.wadi.query.StoredDetail;
import io.wadi.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;

/** Reads all figures in one snapshot, even while packets are being stored. */
public final class ReportDatabase implements AutoCloseable {

    private static final String NO_SUCH_TABLE = "42P01";
    private static final String NO_SUCH_FUNCTION = "42883";
    private static final Sql PLAN_FOR_VALUES = Sql.file("session/plan-for-values");

    private final DatabaseAccess access;
    private final Connection connection;
    private final JdbcClient database;
    private final FlowFigures figures;

    private ReportDatabase(DatabaseAccess access, Connection connection) {
        this.access = access;
        this.connection = connection;
        database = Jdbc.client(connection);
        PLAN_FOR_VALUES.on(database).query(row -> {});
        figures = new FlowFigures(database);
    }

    /**
     * Connects to the database in the settings.
     *
     * @throws StartException if it is unreachable or refuses the user
     */
    public static ReportDatabase open(Settings settings) throws StartException {
        DatabaseAccess access = DatabaseAccess.of(settings);
        Connection connection = access.connect();
        try {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return new ReportDatabase(access, connection);
        } catch (SQLException | DataAccessException e) {
            JdbcUtils.closeConnection(connection);
            throw access.explain(e);
        }
    }

    /**
     * Reads the time resolution of the stored flows.
     *
     * @throws StartException if it cannot be read
     */
    public FlowDetail detail(Settings settings) throws StartException {
        try {
            return new StoredDetail(database, settings).get();
        } catch (DataAccessException e) {
            throw explain(e);
        }
    }

    /**
     * Reads the figures of a range.
     *
     * @param wadi version of Wadi to show in the report
     * @throws StartException if they cannot be read
     */
    public Report read(FlowQuery query, String wadi) throws StartException {
        try {
            return new Report(
                    query.range(),
                    Instant.now(),
                    wadi,
                    query.filter().text(),
                    figures.rows("totals", query),
                    figures.rows("bytes-by-time", query),
                    figures.rows("protocols", query),
                    figures.rows("top-talkers", query),
                    figures.rows("countries", query),
                    figures.rows("host-map", query));
        } catch (DataAccessException e) {
            throw explain(e);
        }
    }

    /**
     * The times of the first and the last stored packet.
     *
     * @throws StartException if they cannot be read
     */
    public Extent extent() throws StartException {
        try {
            Map<String, Object> row = figures.extent();
            return new Extent(instant(row.get("earliest")), instant(row.get("latest")));
        } catch (DataAccessException e) {
            throw explain(e);
        }
    }

    private static Instant instant(Object column) {
        return column == null ? null : ((Timestamp) column).toInstant();
    }

    private StartException explain(DataAccessException e) {
        String state = Jdbc.cause(e).map(SQLException::getSQLState).orElse("");
        return state.equals(NO_SUCH_TABLE) || state.equals(NO_SUCH_FUNCTION)
                ? new StartException(
                        "The database at " + access.address()
                                + " has no tables of this version of Wadi: ./wadi run or ./wadi ingest creates them",
                        e)
                : access.explain(e);
    }

    @Override
    public void close() {
        // Nothing was written, and closing the connection ends the session.
        JdbcUtils.closeConnection(connection);
    }
}
