package io.wadi.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Keeps a connection after a statement that PostgreSQL does not support, such as a detection that deletes rows in a
 * {@code with}. The pool would close it, so that the rollback fails, and the fault of the statement would look like that of
 * a database which is away. A plan whose result has another type now, after a change of a table, has the same state: a new
 * connection has no such plan. Public, because the pool creates it.
 */
public final class UnsupportedStatements implements SQLExceptionOverride {

    private static final String UNSUPPORTED = "0A000";
    /** The function of the server that finds plans outdated. */
    private static final String OF_PLANS = "RevalidateCachedQuery";

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return UNSUPPORTED.equals(failure.getSQLState()) && !isOfPlan(failure)
                ? Override.DO_NOT_EVICT
                : Override.CONTINUE_EVICT;
    }

    private static boolean isOfPlan(SQLException failure) {
        ServerErrorMessage message = failure instanceof PSQLException known ? known.getServerErrorMessage() : null;
        return message != null && OF_PLANS.equals(message.getRoutine());
    }
}
