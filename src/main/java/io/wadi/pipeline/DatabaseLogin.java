package io.wadi.pipeline;

import io.wadi.settings.DatabaseUrl;
import io.wadi.settings.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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
        login.put("options", "-c timezone=UTC");
        DatabaseUrl url = DatabaseUrl.of(settings);
        login.putAll(url.parameters());
        try {
            return DriverManager.getConnection(url.address(), login);
        } catch (SQLException e) {
            throw explain(settings, e);
        }
    }

    /** What a failure to use the database means to the user. */
    public static StartException explain(Settings settings, SQLException e) {
        String url = DatabaseUrl.of(settings).shown();
        String sentence =
                switch (String.valueOf(e.getSQLState())) {
                    case "28P01", "28000", "08004" ->
                        "The database at " + url + " refuses user " + settings.get("wadi.database.user")
                                + ": check wadi.database.user and wadi.database.password";
                    case "3D000" -> "There is no such database as " + url + ": create it, or set wadi.database.url";
                    case "08001" ->
                        "No database answers at " + url
                                + ": start PostgreSQL, set wadi.database.url, or use --embedded";
                    default -> "The database at " + url + " cannot be used: " + e.getMessage();
                };
        return new StartException(sentence, e);
    }
}
