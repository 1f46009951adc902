package io.wadi.database;

import io.wadi.failure.StartException;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import io.wadi.settings.StoreSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Tables of the origin project that have the names of Wadi's tables. If the settings allow it, Wadi adopts them: it
 * moves them to a separate schema before it creates its own tables, and copies their rows afterwards. Each step is one
 * transaction. If a start ends between the two, the next start continues with the second.
 */
final class OriginTables {

    private static final String[] OURS = {
        "traffic",
        "traffic_default",
        "flows",
        "flows_default",
        "flows_hour",
        "flows_day",
        "protocols_hour",
        "hosts",
        "host_names",
        "geoip",
        "pending_batches",
        "ingest_offsets",
        "own_networks",
        "alerts",
        "alert_events",
        "alert_suppressions",
        "detection_runs"
    };
    private static final Set<String> MARKS = Set.of("src_ip", "dst_ip", "protocol", "timestamp");
    private static final String MOVED = "Moved by Wadi, to be copied";

    private static final Sql IS_OURS = Sql.file("adopt/is-ours");
    private static final Sql SCHEMA = Sql.file("adopt/schema");
    private static final Sql NOTE = Sql.file("adopt/note");
    private static final Sql LOCK = Sql.file("adopt/lock");
    private static final Sql TAKEN = Sql.file("adopt/taken");
    private static final Sql COLUMNS = Sql.file("adopt/columns");

    private final DatabaseAccess access;
    private final Settings settings;
    private final DatabaseReasons reasons;

    OriginTables(DatabaseAccess access, Settings settings) {
        this.access = access;
        this.settings = settings;
        reasons = new DatabaseReasons(access);
    }

    /**
     * Moves the tables of the origin to a separate schema, before Wadi's tables are created.
     *
     * @throws StartException if such tables exist and are not the origin's, or the settings do not allow to adopt them
     */
    void move() throws StartException {
        try (Connection connection = access.connect()) {
            DataSource same = new SingleConnectionDataSource(connection, true);
            JdbcClient database = Jdbc.client(same);
            if (foreign(database).isEmpty()) {
                return;
            }
            Optional<StartException> refusal = Jdbc.transaction(same).execute(status -> moveOrRefuse(database));
            if (refusal.isPresent()) {
                throw refusal.get();
            }
        } catch (SQLException | DataAccessException e) {
            throw failed("The tables of the origin cannot be moved: ", e);
        }
    }

    /** Looks and moves under one lock: another process that starts may move them between two queries. */
    private Optional<StartException> moveOrRefuse(JdbcClient database) {
        LOCK.on(database).query(row -> {});
        List<String> tables = foreign(database);
        if (tables.isEmpty()) {
            return Optional.empty();
        }
        boolean origin = columns(database, "traffic").containsAll(MARKS);
        if (!origin || !settings.get(DatabaseSettings.ADOPT)) {
            return Optional.of(refusal(tables, origin));
        }
        move(tables, database);
        return Optional.empty();
    }

    private static void move(List<String> tables, JdbcClient database) {
        String schema = schema(database);
        database.sql("create schema if not exists " + schema).update();
        tables.forEach(table ->
                database.sql("alter table " + table + " set schema " + schema).update());
        database.sql("comment on table " + schema + ".traffic is '" + MOVED + "'")
                .update();
    }

    private StartException failed(String sentence, Exception e) {
        return new StartException(sentence + access.explain(e).getMessage(), e);
    }

    private StartException refusal(List<String> taken, boolean origin) {
        String found = reasons.where() + " has " + (taken.size() == 1 ? "a table " : "tables ")
                + String.join(", ", taken) + " that Wadi did not create";
        return new StartException(
                origin
                        ? found
                                + ", and they look like the origin project's: set wadi.database.adopt=true to move them to a"
                                + " separate schema and copy their rows, or name another database in wadi.database.url"
                        : found + ": name another database in wadi.database.url, or another schema of this database "
                                + "with ?currentSchema=…");
    }

    /**
     * Copies the rows of moved tables that are not copied yet, after Wadi's tables are created.
     *
     * @throws StartException if they cannot be copied; the copy is then rolled back
     */
    void copy() throws StartException {
        try (Connection connection = access.connect()) {
            DataSource same = new SingleConnectionDataSource(connection, true);
            JdbcClient database = Jdbc.client(same);
            String schema = schema(database);
            if (isMoved(database, schema)) {
                Jdbc.transaction(same).executeWithoutResult(status -> copy(database, schema));
            }
        } catch (SQLException | DataAccessException e) {
            throw failed("The rows of the origin cannot be copied; the next start tries again: ", e);
        }
    }

    private void copy(JdbcClient database, String schema) {
        LOCK.on(database).query(row -> {});
        if (isMoved(database, schema)) {
            new OriginRows(database, schema, settings.get(StoreSettings.WINDOW).toSeconds()).copy();
        }
    }

    /** In this order, because another process may create Wadi's tables meanwhile, and it creates their history first. */
    private static List<String> foreign(JdbcClient database) {
        List<String> taken = taken(database);
        return isOurs(database) ? List.of() : taken;
    }

    private static boolean isOurs(JdbcClient database) {
        return IS_OURS.on(database).query(Boolean.class).single();
    }

    private static boolean isMoved(JdbcClient database, String schema) {
        return NOTE.on(database, Map.of("table", schema + ".traffic"))
                .query(String.class)
                .optional()
                .filter(MOVED::equals)
                .isPresent();
    }

    private static String schema(JdbcClient database) {
        return SCHEMA.on(database).query(String.class).single();
    }

    private static List<String> taken(JdbcClient database) {
        return TAKEN.on(database, Map.of("names", OURS)).query(String.class).list();
    }

    /** The columns of a table; empty if the table does not exist. */
    static Set<String> columns(JdbcClient database, String table) {
        return COLUMNS.on(database, Map.of("table", table)).query(String.class).set();
    }
}
