package io.wadi.query;

import io.wadi.database.Sql;
import io.wadi.filter.FlowFilter;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The figures of the pages, for code that queries the database without a route. */
public final class FlowFigures {

    /** Where a filter stands in the statements. */
    private static final String PLACE = "true /* filter */";

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
        return rows(new Sql(statement(statement, query.filter())), query.sqlParameters());
    }

    /**
     * The text of a statement in {@code sql/api}, with a filter as a further condition.
     *
     * @throws QueryException if the statement reads no flows, so that nothing can be filtered
     */
    public static String statement(String name, FlowFilter filter) {
        String text = Sql.read("api/" + name);
        if (filter == FlowFilter.ALL) {
            return text;
        }
        if (!text.contains(PLACE)) {
            throw new QueryException("Parameter filter cannot be used here: " + name + " are not flows");
        }
        return text.replace(PLACE, filter.condition());
    }

    /**
     * The times of the first and the last stored packet: one row with {@code earliest} and {@code latest}, may be null.
     */
    public Map<String, Object> extent() {
        return rows(Sql.file("api/extent"), Map.of()).get(0);
    }

    private List<Map<String, Object>> rows(Sql statement, Map<String, ?> parameters) {
        return statement.on(database, parameters).query().listOfRows();
    }
}
