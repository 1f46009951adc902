package io.wadi.web.health;

import io.wadi.settings.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Checks whether the database answers, through the pool that the routes use. */
public final class DatabaseCheck extends BackgroundCheck {

    private static final int PATIENCE_SECONDS = 8;
    private static final int ANSWER_SECONDS = 2;

    private final DataSource database;
    private final String address;

    /**
     * Creates a check that has not run yet.
     *
     * @param url address of the database, shown without secrets
     */
    public DatabaseCheck(DataSource database, DatabaseUrl url) {
        super("database", PATIENCE_SECONDS);
        this.database = database;
        address = url.address();
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
