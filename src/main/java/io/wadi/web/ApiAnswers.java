package io.wadi.web;

import io.wadi.database.SqlState;
import io.wadi.failure.Causes;
import io.wadi.query.FlowQuery;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

/** The bean {@code api-answers}: creates the answers to API requests. Thread-safe. */
public final class ApiAnswers {

    /**
     * The answer to a failed request.
     *
     * @param error one sentence on the reason
     */
    public record ApiError(String error) {}

    /** Rows with their time range. */
    public ApiRows rows(@Body List<Map<String, Object>> rows, @ExchangeProperty(ApiParameters.QUERY) FlowQuery query) {
        return new ApiRows(query.range(), rows);
    }

    /** The reason of a refused request. */
    public ApiError refusal(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) ApiRefusal refusal) {
        return new ApiError(refusal.getMessage());
    }

    /** Whether an exchange failed because the database does not answer, or not in time. */
    public boolean isDatabaseAway(Exchange exchange) {
        Exception failure = exchange.getException() == null
                ? exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)
                : exchange.getException();
        return failure instanceof NonTransientDataAccessResourceException
                || failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException;
    }

    /** The answer if the database does not answer, or not in time. */
    public ApiError databaseAway(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        boolean isSlow = Causes.find(failure, SQLException.class)
                .map(SQLException::getSQLState)
                .filter(SqlState::isOfTimeout)
                .isPresent();
        return new ApiError(
                isSlow
                        ? "The database takes longer than ten seconds for this; ask for a shorter range"
                        : "The database does not answer; try again in a few seconds");
    }

    /** The answer to an unexpected failure; the details are only in the log. */
    public ApiError failure() {
        return new ApiError("The request failed; see the log");
    }
}
