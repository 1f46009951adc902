package io.wadi.detect;

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

    /** More than that many subjects are no alerts but noise. */
    static final int MOST_FINDINGS = 500;

    private static final List<String> COLUMNS = List.of("subject", "score", "evidence");

    /** Plans are made for the values at hand: a plan for any window would not leave out partitions as well. */
    private static final String PREPARE = "select set_config('statement_timeout', ?, true),"
            + " set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true),"
            + " set_config('work_mem', '64MB', true)";

    private DetectionQuery() {}

    /**
     * What the query finds at a moment.
     *
     * @throws SQLException when it is broken, takes too long, or the database is away
     * @throws DetectionException when its answer is none that makes alerts
     */
    static List<Finding> ask(Connection connection, Detection detection, Instant now, Duration timeout)
            throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        try {
            limit(connection, timeout);
            try (PreparedStatement query =
                    new NamedQuery(detection.query()).prepare(connection, values(detection, now))) {
                query.setMaxRows(MOST_FINDINGS + 1);
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

    private static List<Finding> read(ResultSet rows) throws SQLException {
        requireColumns(rows.getMetaData());
        List<Finding> findings = new ArrayList<>();
        while (rows.next()) {
            if (findings.size() == MOST_FINDINGS) {
                throw new DetectionException(
                        "it finds more than " + MOST_FINDINGS + " subjects at once; make it stricter");
            }
            findings.add(finding(rows));
        }
        return findings;
    }

    private static Finding finding(ResultSet rows) throws SQLException {
        String subject = rows.getString("subject");
        String evidence = rows.getString("evidence");
        if (subject == null || subject.isBlank()) {
            throw new DetectionException("it gives a row without a subject");
        }
        return new Finding(subject, rows.getDouble("score"), evidence == null ? "{}" : evidence);
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
