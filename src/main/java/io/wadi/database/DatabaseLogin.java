package io.wadi.database;

import io.wadi.failure.StartException;
import io.wadi.settings.DatabaseUrl;
import io.wadi.settings.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A plain connection to the database that the settings name, or the sentence that says why there is none. */
public final class DatabaseLogin {

    private DatabaseLogin() {}

    /**
     * Connects, in the time zone UTC.
     *
     * @throws StartException when the database cannot be reached or refuses the user
     */
    public static Connection connect(Settings settings) throws StartException {
        Properties login = new Properties();
        login.put("user", settings.get("wadi.database.user"));
        login.put("password", settings.get("wadi.database.password"));
        login.put("connectTimeout", "5");
        login.put("loginTimeout", "5");
        login.put("ApplicationName", "wadi");
        DatabaseUrl url = DatabaseUrl.of(settings);
        login.putAll(url.parameters());
        try {
            Connection connection = DriverManager.getConnection(url.address(), login);
            try (Statement statement = connection.createStatement()) {
                statement.execute(DatabaseSession.UTC);
            }
            return connection;
        } catch (SQLException e) {
            throw explain(settings, e);
        }
    }

    /** What a failure to use the database means to the user. */
    public static StartException explain(Settings settings, SQLException e) {
        return new DatabaseReasons(settings).explain(e);
    }
}
