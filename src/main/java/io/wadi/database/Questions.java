package io.wadi.database;

import io.wadi.failure.StartException;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Users' questions in SQL to PostgreSQL: in one transaction that only reads, so that all see the same rows. Answers may
 * be read by several threads in turn.
 */
public final class Questions implements AutoCloseable {

    private static final int ROWS_OF_A_FETCH = 10_000;

    private static final Sql QUESTION = Sql.file("session/question");
    private static final Sql OPEN = Sql.file("session/open-question");
    private static final Sql READER = Sql.file("session/reader-role");
    private static final Sql TABLES = Sql.file("session/readable-tables");

    private final Connection connection;

    private Questions(Connection connection) {
        this.connection = connection;
    }

    /** A table or view. */
    public record Table(String schema, String name) {}

    /**
     * A column of an answer.
     *
     * @param type PostgreSQL's name of its type, such as {@code int8}
     * @param precision digits of a numeric; 0 if it has no bound
     * @param scale digits after the point of a numeric
     */
    public record Column(String name, String type, int precision, int scale) {}

    /**
     * Connects. A statement may take as long as one of the pipeline.
     *
     * @throws StartException with a sentence, if the database is unreachable or refuses the user
     */
    public static Questions open(Settings settings) throws StartException {
        DatabaseAccess access = DatabaseAccess.of(settings);
        Connection connection = access.connect();
        try {
            begin(connection, settings.get(DatabaseSettings.STATEMENT_TIMEOUT).toSeconds());
            return new Questions(connection);
        } catch (SQLException e) {
            throw access.explain(e);
        }
    }

    private static void begin(Connection connection, long seconds) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
            statement.execute("set local statement_timeout = '" + seconds + "s'");
        }
        READER.on(Jdbc.client(connection)).query().listOfRows();
    }

    /** What can be asked. */
    public List<Table> tables() {
        return TABLES.on(Jdbc.client(connection)).query(Table.class).list();
    }

    /**
     * The columns of the answer to a question.
     *
     * @throws SQLException if PostgreSQL does not answer it: it is not one query, or has a table that is not there or is
     *     named without its schema
     */
    public synchronized List<Column> columns(String question) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            JdbcClient client = Jdbc.client(connection);
            QUESTION.on(client, Map.of("question", question)).query().listOfRows();
            statement.execute(OPEN.text());
            try (ResultSet none = statement.executeQuery("fetch 0 from question")) {
                return columns(none.getMetaData());
            }
        } finally {
            connection.rollback(before);
        }
    }

    private static List<Column> columns(ResultSetMetaData answer) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= answer.getColumnCount(); i++) {
            columns.add(new Column(
                    answer.getColumnLabel(i), answer.getColumnTypeName(i), answer.getPrecision(i), answer.getScale(i)));
        }
        return columns;
    }

    /**
     * Answers a question whose {@link #columns} PostgreSQL knows. The rows are fetched while they are read, and end with
     * this.
     */
    public synchronized ResultSet ask(String question) throws SQLException {
        Statement statement = connection.createStatement();
        statement.setFetchSize(ROWS_OF_A_FETCH);
        statement.setEscapeProcessing(false);
        statement.closeOnCompletion();
        return statement.executeQuery(question);
    }

    /** PostgreSQL's sentence about a question that it does not answer. */
    public static String reason(SQLException failure) {
        return DatabaseReasons.firstLine(String.valueOf(failure.getMessage()));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
