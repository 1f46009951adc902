package io.wadi.database;

import io.wadi.failure.Causes;
import io.wadi.failure.StartException;
import io.wadi.settings.Settings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;

/** Why the tables cannot be made or brought up to date: one sentence with the statement that helps. */
final class SchemaReasons {

    private static final String NOT_ALLOWED = "42501";

    /** What the user lacks, as the statements that give it; one row. */
    private static final String GRANTS = """
            select concat_ws('; ',
                case when not has_schema_privilege(current_schema(), 'CREATE')
                    then format('grant create on schema %I to %I', current_schema(), current_user) end,
                case when not has_database_privilege(current_database(), 'CREATE')
                    then format('grant create on database %I to %I', current_database(), current_user) end),
                (select quote_ident(pg_get_userbyid(relowner))
                from pg_class
                where oid = to_regclass('traffic') and not pg_has_role(relowner, 'USAGE'))
            """;

    private final Settings settings;
    private final DatabaseReasons reasons;

    SchemaReasons(Settings settings) {
        this.settings = settings;
        reasons = new DatabaseReasons(settings);
    }

    StartException explain(FlywayException e) {
        SQLException cause = cause(e);
        if (cause == null) {
            return new StartException(cannot() + ": " + DatabaseReasons.firstLine(String.valueOf(e.getMessage())), e);
        }
        if (NOT_ALLOWED.equals(cause.getSQLState())) {
            return new StartException(notAllowed(cause), e);
        }
        return new StartException(cannot() + ": " + DatabaseReasons.firstLine(cause.getMessage()), e);
    }

    private String cannot() {
        return "The tables cannot be brought up to date, " + lower(reasons.where());
    }

    private static String lower(String where) {
        return "t" + where.substring(1);
    }

    private static SQLException cause(Throwable e) {
        return Causes.of(e)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .reduce(null, (outer, inner) -> inner);
    }

    private String notAllowed(SQLException refusal) {
        String refused = reasons.where() + " does not let user " + reasons.user() + " create Wadi's tables";
        try (Connection connection = DatabaseLogin.connect(settings);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(GRANTS)) {
            row.next();
            if (row.getString(2) != null) {
                return refused + ": they belong to role " + row.getString(2)
                        + ", as which one start must bring them up to date";
            }
            if (!row.getString(1).isEmpty()) {
                return refused + ": let its owner say " + row.getString(1) + ";";
            }
        } catch (SQLException | StartException e) {
            refusal.addSuppressed(e);
        }
        return refused + " (" + DatabaseReasons.firstLine(refusal.getMessage()) + ")";
    }
}
