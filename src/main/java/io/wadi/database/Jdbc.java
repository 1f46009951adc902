package io.wadi.database;

import io.wadi.failure.Causes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's JDBC with the database's own error messages, which do not contain the text of the statement. */
public final class Jdbc {

    private Jdbc() {}

    /** Runs statements on connections of a data source, in the caller's transaction if there is one. */
    public static JdbcClient client(DataSource database) {
        return JdbcClient.create(template(database));
    }

    /**
     * Like {@link #client(DataSource)}, with a time-out for each statement.
     *
     * @param patience the time-out; fractions of a second are cut off
     */
    public static JdbcClient client(DataSource database, Duration patience) {
        JdbcTemplate template = template(database);
        template.setQueryTimeout((int) patience.toSeconds());
        return JdbcClient.create(template);
    }

    /** For operations that {@link JdbcClient} does not have: {@code COPY}, and the columns of a statement. */
    public static JdbcTemplate template(DataSource database) {
        JdbcTemplate template = new JdbcTemplate(database);
        template.setExceptionTranslator(new DriversWords());
        return template;
    }

    /** Runs statements on one connection, which stays open. */
    public static JdbcClient client(Connection connection) {
        return client(new SingleConnectionDataSource(connection, true));
    }

    /** Transactions of a data source. */
    public static TransactionTemplate transaction(DataSource database) {
        return new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /** The first exception of the driver or the pool among those that frameworks wrap around it. */
    public static Optional<SQLException> cause(Throwable failure) {
        return Causes.find(failure, SQLException.class);
    }

    /** The message of the first exception of the driver or the pool. */
    public static String message(Throwable failure) {
        return cause(failure).map(Throwable::getMessage).orElseGet(failure::getMessage);
    }

    private static final class DriversWords extends SQLStateSQLExceptionTranslator {
        @Override
        protected String buildMessage(String task, String sql, SQLException failure) {
            return failure.getMessage();
        }
    }
}
