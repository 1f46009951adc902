package io.wadi.database;

import io.wadi.failure.Causes;
import io.wadi.failure.StartException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;

/** Explains why the database is unusable: one sentence with its address and what to do, without secrets. */
final class DatabaseReasons {

    private static final String OF_READERS =
            "; a login for schema bi may read nothing else: Wadi's commands need the one that Wadi stores with";

    private final String address;
    private final String where;
    private final String user;

    DatabaseReasons(DatabaseAccess access) {
        address = access.address();
        where = "The database at " + address;
        user = access.user();
    }

    /** The user name of Wadi's login. */
    String user() {
        return user;
    }

    /** Where the database is, as the beginning of a sentence. */
    String where() {
        return where;
    }

    StartException explain(SQLException e) {
        return new StartException(sentence(e), e);
    }

    private String sentence(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (Causes.find(e, UnknownHostException.class).isPresent()) {
            return "The host in " + address + " cannot be resolved: correct wadi.database.url";
        }
        if (message.contains("does not support SSL")) {
            return where + " does not offer TLS: enable TLS there (ssl = on in postgresql.conf), or remove sslmode "
                    + "from wadi.database.url";
        }
        if (Causes.find(e, SSLException.class).isPresent()) {
            return where + " cannot be reached by TLS (" + innermost(e)
                    + "): check sslmode and sslrootcert in wadi.database.url";
        }
        if (message.contains("no pg_hba.conf entry")) {
            return where + " does not let user " + user + " log in from this host (" + firstLine(message)
                    + "): add the entry to its pg_hba.conf, or set sslmode=require in wadi.database.url if the entry "
                    + "requires encryption";
        }
        if (message.contains("unsupported startup parameter")) {
            return bouncer(message.replaceAll("(?s).*parameter(?: in options)?: (\\w+).*", "$1"));
        }
        return byState(String.valueOf(e.getSQLState()), message);
    }

    private String bouncer(String parameter) {
        String refused = where + " is behind PgBouncer, which refuses parameter " + parameter + ": ";
        return switch (parameter) {
            case "extra_float_digits" ->
                refused
                        + "set ignore_startup_parameters = extra_float_digits in pgbouncer.ini, as for every JDBC driver";
            case "search_path" ->
                refused + "remove currentSchema from wadi.database.url and set the schema in the database: alter role "
                        + user + " set search_path = …";
            default -> refused + "remove it from wadi.database.url";
        };
    }

    private String byState(String state, String message) {
        return switch (state) {
            case "28P01", "28000", "08004" ->
                where + " refuses user " + user + ": check wadi.database.user and wadi.database.password";
            case "3D000" -> "There is no database " + address + ": create it, or set wadi.database.url";
            case "08001" ->
                "No database answers at " + address
                        + ": start PostgreSQL, or set wadi.database.url; run and ingest start their own with --embedded";
            case "53300" ->
                where + " has no free connection: raise max_connections there, or lower wadi.database.connections";
            case "57P03" -> where + " is starting or stopping: try again in a moment";
            case "42501" ->
                where + " does not let user " + user + " do that: " + firstLine(message)
                        + (message.contains("denied for table") ? OF_READERS : "");
            default -> where + " cannot be used: " + firstLine(message);
        };
    }

    private static String innermost(Throwable e) {
        return firstLine(String.valueOf(Causes.innermost(e).getMessage()));
    }

    static String firstLine(String message) {
        return message.strip().replaceAll("(?s)\\R.*", "").replaceFirst("^(ERROR|FATAL): ", "");
    }
}
