package io.wadi.detect;

import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs the query of a detection: read-only, with a time-out, and with a bounded number of findings. */
final class DetectionQuery {

    /** Most findings of a run. Forged sources can cause millions, and nobody can check more one by one. */
    static final int MOST_FINDINGS = 500;

    private static final List<String> COLUMNS = List.of("subject", "score", "evidence");

    private static final Sql PLAN_FOR_VALUES = Sql.file("session/plan-for-values");
    private static final Sql LIMIT = Sql.file("session/limit-query");

    /** The line breaks are needed for a query that begins or ends with a comment. */
    private static final String STRONGEST = "select answer.*, count(*) over () as found from (\n%s\n) as answer"
            + " order by score::float8 desc nulls last, subject limit " + MOST_FINDINGS;

    private final TransactionTemplate transaction;
    private final JdbcTemplate statements;
    private final JdbcClient database;

    DetectionQuery(DataSource database) {
        transaction = Jdbc.transaction(database);
        transaction.setReadOnly(true);
        statements = Jdbc.template(database);
        this.database = Jdbc.client(database);
    }

    /**
     * Runs the query for a point in time.
     *
     * @throws DataAccessException if it is invalid, takes too long, or the database is unreachable
     * @throws DetectionException if its result does not have the columns for alerts
     */
    Findings ask(Detection detection, Instant now, Duration timeout) {
        return transaction.execute(status -> {
            status.setRollbackOnly();
            PLAN_FOR_VALUES.on(database).query(row -> {});
            LIMIT.on(database, Map.of("millis", Long.toString(timeout.toMillis())))
                    .query(row -> {});
            requireColumns(detection, now);
            return read(
                    new Sql(STRONGEST.formatted(FilteredQuery.of(detection.query(), detection.filter()))),
                    values(detection, now));
        });
    }

    private static Map<String, Object> values(Detection detection, Instant now) {
        Map<String, Object> values = new HashMap<>(detection.filter().values());
        detection.parameters().forEach(parameter -> values.put(parameter.name(), parameter.value()));
        values.put("now", now);
        return values;
    }

    private Findings read(Sql query, Map<String, Object> values) {
        List<Finding> findings = new ArrayList<>();
        AtomicLong found = new AtomicLong();
        query.on(database, values).query(row -> {
            found.set(row.getLong("found"));
            findings.add(finding(row));
        });
        return new Findings(findings, found.get());
    }

    private static Finding finding(ResultSet rows) throws SQLException {
        String subject = rows.getString("subject");
        String evidence = rows.getString("evidence");
        if (subject == null || subject.isBlank()) {
            throw new DetectionException("the query returns a row without a subject");
        }
        return new Finding(subject, rows.getDouble("score"), evidence == null ? "{}" : evidence);
    }

    /** Checks the original query, so that PostgreSQL's error messages refer to it. */
    private void requireColumns(Detection detection, Instant now) {
        Sql query = new Sql(detection.query());
        List<Object> arguments = query.arguments(values(detection, now));
        PreparedStatementCreator unasked = connection -> {
            PreparedStatement statement = connection.prepareStatement(query.text());
            new ArgumentPreparedStatementSetter(arguments.toArray()).setValues(statement);
            return statement;
        };
        statements.execute(unasked, (PreparedStatement statement) -> {
            requireColumns(statement.getMetaData());
            return null;
        });
    }

    private static void requireColumns(ResultSetMetaData given) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= given.getColumnCount(); i++) {
            names.add(given.getColumnLabel(i));
        }
        if (!names.containsAll(COLUMNS)) {
            throw new DetectionException("the query returns the columns " + String.join(", ", names)
                    + "; it must return subject, score and evidence");
        }
    }
}
