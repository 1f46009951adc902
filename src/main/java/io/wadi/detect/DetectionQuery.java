package io.wadi.detect;

import io.wadi.database.NamedQuery;
import java.sql.Connection;
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

/** Asks the database a detection's question: reading only, within a time, for a bounded number of answers. */
final class DetectionQuery {

    /** More subjects than that nobody can look at one by one: forged sources make millions. */
    static final int MOST_FINDINGS = 500;

    private static final List<String> COLUMNS = List.of("subject", "score", "evidence");

    /** Plans are made for the values at hand: a plan for any window would not leave out partitions as well. */
    private static final String PREPARE = "select set_config('statement_timeout', ?, true),"
            + " set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true),"
            + " set_config('work_mem', '64MB', true)";

    /** The line breaks are for a query that begins or ends with a comment. */
    private static final String STRONGEST = "select answer.*, count(*) over () as found from (\n%s\n) as answer"
            + " order by score::float8 desc nulls last, subject limit " + MOST_FINDINGS;

    private DetectionQuery() {}

    /**
     * What the query finds at a moment.
     *
     * @throws SQLException when it is broken, takes too long, or the database is away
     * @throws DetectionException when its answer is none that makes alerts
     */
    static Findings ask(Connection connection, Detection detection, Instant now, Duration timeout) throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        try {
            limit(connection, timeout);
            requireColumns(connection, detection, now);
            try (PreparedStatement query = new NamedQuery(STRONGEST.formatted(detection.query()))
                    .prepare(connection, values(detection, now))) {
                return read(query.executeQuery());
            }
        } finally {
            connection.rollback();
        }
    }

    private static void limit(Connection connection, Duration timeout) throws SQLException {
        try (PreparedStatement settings = connection.prepareStatement(PREPARE)) {
            settings.setString(1, Long.toString(timeout.toMillis()));
            settings.execute();
        }
    }

    private static Map<String, Object> values(Detection detection, Instant now) {
        Map<String, Object> values = new HashMap<>();
        detection.parameters().forEach(parameter -> values.put(parameter.name(), parameter.value()));
        values.put("now", now);
        return values;
    }

    private static Findings read(ResultSet rows) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        long found = 0;
        while (rows.next()) {
            found = rows.getLong("found");
            findings.add(finding(rows));
        }
        return new Findings(findings, found);
    }

    private static Finding finding(ResultSet rows) throws SQLException {
        String subject = rows.getString("subject");
        String evidence = rows.getString("evidence");
        if (subject == null || subject.isBlank()) {
            throw new DetectionException("it gives a row without a subject");
        }
        return new Finding(subject, rows.getDouble("score"), evidence == null ? "{}" : evidence);
    }

    /** Asked of the query as it was written, so that what PostgreSQL says of it is about that. */
    private static void requireColumns(Connection connection, Detection detection, Instant now) throws SQLException {
        try (PreparedStatement query = new NamedQuery(detection.query()).prepare(connection, values(detection, now))) {
            requireColumns(query.getMetaData());
        }
    }

    private static void requireColumns(ResultSetMetaData given) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= given.getColumnCount(); i++) {
            names.add(given.getColumnLabel(i));
        }
        if (!names.containsAll(COLUMNS)) {
            throw new DetectionException("it gives the columns " + String.join(", ", names)
                    + "; an alert needs subject, score and evidence");
        }
    }
}
