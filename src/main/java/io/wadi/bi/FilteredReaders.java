package io.wadi.bi;

import io.wadi.database.DatabaseAccess;
import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import io.wadi.failure.StartException;
import io.wadi.filter.FlowFilter;
import io.wadi.settings.Settings;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The readers who see a part of the traffic only, each in a schema of its own (see {@code R__filtered_readers.sql}). Not
 * thread-safe.
 */
public final class FilteredReaders implements AutoCloseable {

    /** Names that need no quotes in SQL, and leave space for the schema's. */
    private static final Pattern NAME = Pattern.compile("(?!pg_)[a-z_][a-z0-9_]{0,39}");

    private static final Set<String> NO_ROLES = Set.of("public", "none");
    private static final Set<String> NO_TABLES = Set.of("42P01", "42883");
    private static final String NOT_ALLOWED = "42501";
    private static final String RAISED = "P0001";

    private static final Sql LOCK = new Sql("select pg_advisory_xact_lock(hashtext('wadi_readers'))");
    private static final Sql HAS_ROLE = new Sql("select exists (select from pg_roles where rolname = :#reader)");
    private static final Sql OTHER_RIGHTS = new Sql("select wadi_other_rights(:#reader)");
    private static final Sql RENEW = new Sql("select wadi_renew_reader(:#reader)");
    private static final Sql REMOVE = new Sql("delete from readers where reader = :#reader");
    private static final Sql SAVE = Sql.file("readers/save");
    private static final Sql LIST = Sql.file("readers/list");

    private final DatabaseAccess access;
    private final Connection connection;
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    private FilteredReaders(DatabaseAccess access, Connection connection) {
        this.access = access;
        this.connection = connection;
        DataSource one = new SingleConnectionDataSource(connection, true);
        database = Jdbc.client(one);
        transaction = Jdbc.transaction(one);
    }

    /**
     * Connects to the database in the settings, as the owner of its tables.
     *
     * @throws StartException if it is unreachable or refuses the user
     */
    public static FilteredReaders open(Settings settings) throws StartException {
        DatabaseAccess access = DatabaseAccess.of(settings);
        return new FilteredReaders(access, access.connect());
    }

    /**
     * All of them, by name.
     *
     * @throws ReaderException if the database refuses it
     */
    public List<FilteredReader> list() {
        return explained(() -> LIST.on(database)
                .query((row, number) -> new FilteredReader(
                        row.getString("reader"),
                        row.getString("filter"),
                        row.getString("schema"),
                        row.getString("other")))
                .list());
    }

    /**
     * Lets a role see the flows that match a filter, and nothing else; the former filter ends.
     *
     * @return whether the role is new: then it can log in, but has no password yet
     * @throws ReaderException if the name is not allowed, the role can read more, or the database refuses it
     */
    public boolean set(String name, FlowFilter filter) {
        check(name);
        return explained(() -> transaction.execute(status -> {
            run(LOCK, name);
            boolean isNew = makeRole(name);
            checkRights(name);
            SAVE.on(database, row(name, filter)).update();
            run(RENEW, name);
            return isNew;
        }));
    }

    /**
     * Removes what a role sees, and not the role.
     *
     * @throws ReaderException if there is no such reader, or the database refuses it
     */
    public void remove(String name) {
        check(name);
        explained(() -> transaction.execute(status -> {
            run(LOCK, name);
            String schema = list().stream()
                    .filter(reader -> reader.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ReaderException("There is no reader " + name + " with a filter"))
                    .schema();
            database.sql("drop schema if exists \"" + schema.replace("\"", "\"\"") + "\" cascade")
                    .update();
            return REMOVE.on(database, Map.of("reader", name)).update();
        }));
    }

    private static void check(String name) {
        if (!NAME.matcher(name).matches() || NO_ROLES.contains(name)) {
            throw new ReaderException(
                    "A reader's name is at most 40 lower-case letters, digits and _, begins with no digit "
                            + "and not with pg_: " + name);
        }
    }

    private static Map<String, Object> row(String name, FlowFilter filter) {
        return Map.of(
                "reader", name,
                "filter", filter.text(),
                "condition", filter.literalCondition(),
                "hasSums", filter.detailed().isEmpty(),
                "hasPackets", filter.isInPackets());
    }

    private boolean makeRole(String name) {
        if (HAS_ROLE.on(database, Map.of("reader", name)).query(Boolean.class).single()) {
            return false;
        }
        try {
            database.sql("create role \"" + name + "\" login").update();
            return true;
        } catch (DataAccessException e) {
            throw state(e).equals(NOT_ALLOWED)
                    ? new ReaderException(
                            "There is no role " + name + ", and this user may not create it: let an administrator run "
                                    + "create role " + name + " login, then run this again",
                            e)
                    : e;
        }
    }

    /** Rights add up, so a filter says nothing about what the role can read otherwise. */
    private void checkRights(String name) {
        OTHER_RIGHTS
                .on(database, Map.of("reader", name))
                .query(String.class)
                .optional()
                .ifPresent(other -> {
                    throw new ReaderException("Role " + name + " can also read " + other
                            + ", without the filter: revoke that right first, or use another role");
                });
    }

    private void run(Sql statement, String name) {
        statement.on(database, Map.of("reader", name)).query(row -> {});
    }

    private <T> T explained(Supplier<T> task) {
        try {
            return task.get();
        } catch (DataAccessException e) {
            throw new ReaderException(sentence(e), e);
        }
    }

    private String sentence(DataAccessException e) {
        String state = state(e);
        if (NO_TABLES.contains(state)) {
            return "The database at " + access.address()
                    + " has no tables of this version of Wadi: ./wadi run or ./wadi ingest creates them";
        }
        return state.equals(RAISED)
                ? Jdbc.message(e).lines().findFirst().orElse("").replaceFirst("^ERROR: ", "")
                : access.explain(e).getMessage();
    }

    private static String state(DataAccessException e) {
        return Jdbc.cause(e).map(cause -> String.valueOf(cause.getSQLState())).orElse("");
    }

    @Override
    public void close() {
        JdbcUtils.closeConnection(connection);
    }
}
