package io.wadi.database;

import io.wadi.failure.StartException;
import io.wadi.settings.Settings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tables of the origin project, whose names ours have. They are adopted where the settings say so: moved to a schema of
 * their own before ours are made, and copied after. Both steps are one transaction each, and a start that finds the
 * first done and the second not goes on with that.
 */
final class OriginTables {

    private static final String[] OURS = {
        "traffic",
        "traffic_default",
        "flows",
        "flows_default",
        "flows_hour",
        "flows_day",
        "hosts",
        "host_names",
        "geoip",
        "ingest_offsets",
        "own_networks",
        "alerts",
        "alert_events",
        "alert_suppressions",
        "detection_runs"
    };
    private static final Set<String> MARKS = Set.of("src_ip", "dst_ip", "protocol", "timestamp");
    private static final String MOVED = "Moved by Wadi, to be copied";

    private final Settings settings;
    private final DatabaseReasons reasons;

    OriginTables(Settings settings) {
        this.settings = settings;
        reasons = new DatabaseReasons(settings);
    }

    /**
     * Before our tables are made: moves others out of the way.
     *
     * @throws StartException when there are some, and they are not the origin's or not to be adopted
     */
    void move() throws StartException {
        try (Connection connection = DatabaseLogin.connect(settings);
                Statement statement = connection.createStatement()) {
            List<String> taken = isOurs(statement) ? List.of() : taken(connection);
            if (taken.isEmpty()) {
                return;
            }
            boolean origin = columns(connection, "traffic").containsAll(MARKS);
            if (!origin || !settings.flag("wadi.database.adopt")) {
                throw refusal(taken, origin);
            }
            connection.setAutoCommit(false);
            String schema = schema(statement);
            statement.execute("create schema if not exists " + schema);
            for (String table : taken) {
                statement.execute("alter table " + table + " set schema " + schema);
            }
            statement.execute("comment on table " + schema + ".traffic is '" + MOVED + "'");
            connection.commit();
        } catch (SQLException e) {
            throw new StartException(
                    "The tables of the origin cannot be moved: "
                            + reasons.explain(e).getMessage(),
                    e);
        }
    }

    private StartException refusal(List<String> taken, boolean origin) {
        String found = reasons.where() + " has " + (taken.size() == 1 ? "a table " : "tables ")
                + String.join(", ", taken) + " that Wadi did not create";
        return new StartException(
                origin
                        ? found
                                + ", and they look like the origin project's: set wadi.database.adopt=true to move them to a"
                                + " schema of their own and copy their rows, or name another database in wadi.database.url"
                        : found + ": name another database in wadi.database.url, or another schema of this one with"
                                + " ?currentSchema=…");
    }

    /**
     * After our tables are made: copies what has been moved and not copied yet.
     *
     * @throws StartException when it cannot be copied; nothing is then
     */
    void copy() throws StartException {
        try (Connection connection = DatabaseLogin.connect(settings);
                Statement statement = connection.createStatement()) {
            String schema = schema(statement);
            if (!isMoved(statement, schema)) {
                return;
            }
            connection.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtext('wadi_adopt'))");
            if (isMoved(statement, schema)) {
                new OriginRows(connection, schema, settings.number("wadi.flow.window-seconds")).copy();
                connection.commit();
            }
        } catch (SQLException e) {
            throw new StartException(
                    "The rows of the origin cannot be copied, and the next start tries again: "
                            + reasons.explain(e).getMessage(),
                    e);
        }
    }

    private static boolean isOurs(Statement statement) throws SQLException {
        return ask(statement, "select to_regclass('schema_history') is not null")
                .equals("t");
    }

    private static boolean isMoved(Statement statement, String schema) throws SQLException {
        return MOVED.equals(
                ask(statement, "select obj_description(to_regclass('" + schema + ".traffic'), 'pg_class')"));
    }

    /** Where the tables are moved to, quoted where it has to be. */
    private static String schema(Statement statement) throws SQLException {
        return ask(
                statement,
                "select case current_schema() when 'public' then 'origin' else quote_ident(current_schema() || '_origin')"
                        + " end");
    }

    private static String ask(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static List<String> taken(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select relname from pg_class join pg_namespace on pg_namespace.oid = relnamespace"
                        + " where nspname = current_schema() and relname = any (?) order by relname")) {
            select.setArray(1, connection.createArrayOf("text", OURS));
            try (ResultSet row = select.executeQuery()) {
                List<String> taken = new ArrayList<>();
                while (row.next()) {
                    taken.add(row.getString(1));
                }
                return taken;
            }
        }
    }

    /** The columns of a table; none where it is not there. */
    static Set<String> columns(Connection connection, String table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select attname from pg_attribute"
                + " where attrelid = to_regclass(?) and attnum > 0 and not attisdropped")) {
            select.setString(1, table);
            try (ResultSet row = select.executeQuery()) {
                Set<String> columns = new TreeSet<>();
                while (row.next()) {
                    columns.add(row.getString(1));
                }
                return columns;
            }
        }
    }
}
