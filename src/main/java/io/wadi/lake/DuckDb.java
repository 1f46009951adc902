package io.wadi.lake;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;

/** DuckDB in this process. It is as large as a quarter of Wadi, so {@code wadi add duckdb} brings it when it is wanted. */
public final class DuckDb {

    private DuckDb() {}

    /**
     * Opens an empty database in memory, with times in UTC.
     *
     * @throws DuckDbMissingException if DuckDB is not on the class path
     */
    public static Connection open() throws SQLException {
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
            throw new DuckDbMissingException(e);
        }
    }
}
