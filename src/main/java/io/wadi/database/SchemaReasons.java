package io.wadi.database;

import io.wadi.failure.Causes;
import io.wadi.failure.StartException;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.dao.DataAccessException;

/** Explains why the tables cannot be created or migrated: one sentence with the statement that helps. */
final class SchemaReasons {

    private static final String NOT_ALLOWED = "42501";
    private static final String NOT_HERE = "Detected applied migration not resolved locally: ";

    private static final Sql MISSING_RIGHTS = Sql.file("session/missing-rights");

    private record MissingRights(String grants, String owner) {}

    private final DatabaseAccess access;
    private final DatabaseReasons reasons;

    SchemaReasons(DatabaseAccess access) {
        this.access = access;
        reasons = new DatabaseReasons(access);
    }

    StartException explain(FlywayException e) {
        if (e instanceof FlywayValidateException) {
            return new StartException(cannot() + ", because " + otherWadi(e.getMessage()), e);
        }
        SQLException cause = cause(e);
        if (cause == null) {
            return new StartException(cannot() + ": " + DatabaseReasons.firstLine(String.valueOf(e.getMessage())), e);
        }
        if (NOT_ALLOWED.equals(cause.getSQLState())) {
            return new StartException(notAllowed(cause), e);
        }
        return new StartException(cannot() + ": " + DatabaseReasons.firstLine(cause.getMessage()), e);
    }

    /** The second line of Flyway's message has the facts; the first one is general. */
    private static String otherWadi(String message) {
        String found = message.lines().skip(1).findFirst().orElse(message);
        return found.startsWith(NOT_HERE)
                ? "a newer Wadi has changed them ("
                        + found.substring(NOT_HERE.length()).replaceAll("\\.$", "") + "): upgrade this Wadi"
                : "another build of Wadi created them (" + found + ")";
    }

    private String cannot() {
        return "The tables cannot be migrated, " + lower(reasons.where());
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
        try (Connection connection = access.connect()) {
            MissingRights missing = MISSING_RIGHTS
                    .on(Jdbc.client(connection))
                    .query((row, number) -> new MissingRights(row.getString("grants"), row.getString("owner")))
                    .single();
            if (missing.owner() != null) {
                return refused + ": they belong to role " + missing.owner()
                        + "; start Wadi once as this role, so that it migrates them";
            }
            if (!missing.grants().isEmpty()) {
                return refused + ": run as its owner " + missing.grants() + ";";
            }
        } catch (SQLException | DataAccessException | StartException e) {
            refusal.addSuppressed(e);
        }
        return refused + " (" + DatabaseReasons.firstLine(refusal.getMessage()) + ")";
    }
}
