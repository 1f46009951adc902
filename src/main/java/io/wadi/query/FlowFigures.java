package io.wadi.query;

import io.wadi.database.Sql;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The figures of the pages, for code that queries the database without a route. */
public final class FlowFigures {

    private final JdbcClient database;

    /** Runs its queries with this client. */
    public FlowFigures(JdbcClient database) {
        this.database = database;
    }

    /**
     * Runs a statement in {@code sql/api}.
     *
     * @param statement name of its file without the extension
     */
    public List<Map<String, Object>> rows(String statement, FlowQuery query) {
        return rows(statement, query.sqlParameters());
    }

    /**
     * The times of the first and the last stored packet: one row with {@code earliest} and {@code latest}, may be null.
     */
    public Map<String, Object> extent() {
        return rows("extent", Map.of()).get(0);
    }

    private List<Map<String, Object>> rows(String statement, Map<String, ?> parameters) {
        return Sql.file("api/" + statement).on(database, parameters).query().listOfRows();
    }
}
