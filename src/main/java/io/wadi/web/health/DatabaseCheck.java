package io.wadi.web.health;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Whether the database answers, asked through the pool that the routes use. */
public final class DatabaseCheck extends BackgroundCheck {

    private static final int PATIENCE_SECONDS = 8;
    private static final int ANSWER_SECONDS = 2;

    private final DataSource database;
    private final String address;

    /**
     * A check that has not asked yet.
     *
     * @param url the JDBC URL; only what stands before its parameters is shown
     */
    public DatabaseCheck(DataSource database, String url) {
        super("database", PATIENCE_SECONDS);
        this.database = database;
        address = withoutParameters(url);
    }

    /** The URL as far as it may be shown: parameters may carry a password. */
    static String withoutParameters(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    @Override
    protected String subject() {
        return "The database " + address;
    }

    @Override
    protected void ask() throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (!connection.isValid(ANSWER_SECONDS)) {
                throw new SQLException("no answer within " + ANSWER_SECONDS + " s");
            }
        }
    }
}
