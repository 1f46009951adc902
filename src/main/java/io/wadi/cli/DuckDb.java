package io.wadi.cli;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;

/** DuckDB in this process. It is as large as a quarter of Wadi, so {@code wadi add duckdb} brings it when it is wanted. */
final class DuckDb {

    private DuckDb() {}

    /**
     * Opens an empty database in memory, with times in UTC.
     *
     * @throws CommandException if DuckDB is not on the class path
     */
    static Connection open() throws SQLException {
        Connection connection = driver().connect("jdbc:duckdb:", new Properties());
        try (var statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'");
        }
        return connection;
    }

    private static Driver driver() {
        try {
            return (Driver) Class.forName("org.duckdb.DuckDBDriver")
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new CommandException("DuckDB is not there: bring it with ./wadi add duckdb");
        }
    }

    /** The first line of a failure as an error. */
    static CommandException failure(SQLException e) {
        return new CommandException("DuckDB cannot answer: "
                + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
}
