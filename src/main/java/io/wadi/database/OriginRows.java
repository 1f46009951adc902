package io.wadi.database;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Copies the rows of the origin project into Wadi's tables, in the caller's transaction, by {@code sql/adopt/*.sql}.
 */
final class OriginRows {

    private static final Logger LOG = LoggerFactory.getLogger(OriginRows.class);
    private static final String[] STEPS = {"copy-flows", "copy-flow-hours", "copy-flow-days", "copy-hosts"};

    /**
     * The transport protocol, which the origin does not store: its protocol if that is one, or the usual transport of
     * it.
     */
    private static final String TRANSPORT = Sql.read("adopt/transport").strip();

    private final JdbcClient database;
    private final String schema;
    private final long windowSeconds;

    OriginRows(JdbcClient database, String schema, long windowSeconds) {
        this.database = database;
        this.schema = schema;
        this.windowSeconds = windowSeconds;
    }

    /** Copies all rows, and stores their number in the comment of the old table. */
    void copy() {
        viewPackets();
        viewHosts();
        viewPlaces();
        step("copy-places").update();
        step("ensure-days").query(row -> {});
        step("copy-packets").update();
        for (String step : STEPS) {
            step(step).update();
        }
        long copied = step("count-copied").query(Long.class).single();
        long all = database.sql("select count(*) from " + schema + ".traffic")
                .query(Long.class)
                .single();
        execute("comment on table " + schema + ".traffic is 'Copied by Wadi: " + copied + " of " + all + " rows"
                + (copied == all ? "" : "; the others lack an address or the time") + "'");
        LOG.info(
                "Copied {} of {} packets of the origin's tables; these tables are now in schema {}",
                copied,
                all,
                schema);
    }

    private StatementSpec step(String name) {
        return Sql.file("adopt/" + name).on(database);
    }

    private void execute(String statement) {
        database.sql(statement).update();
    }

    private void viewPackets() {
        Set<String> columns = OriginTables.columns(database, schema + ".traffic");
        execute("create temp view origin_packets as select *, " + TRANSPORT + " as transport,"
                + " to_timestamp(floor(extract(epoch from \"timestamp\") / " + windowSeconds + ") * " + windowSeconds
                + ") as window_start from (select "
                + column(columns, "src_ip", "text::inet") + ", " + column(columns, "dst_ip", "text::inet") + ", "
                + column(columns, "src_port", "integer") + ", " + column(columns, "dst_port", "integer")
                + ", coalesce(\"protocol\"::text, 'unknown') as protocol, "
                + "coalesce(" + value(columns, "bytes", "integer") + ", 0) as bytes, "
                + column(columns, "type", "text") + ", " + column(columns, "timestamp", "timestamptz") + " from "
                + schema + ".traffic) as packet"
                + " where src_ip is not null and dst_ip is not null and isfinite(\"timestamp\")");
    }

    private void viewHosts() {
        Set<String> columns = OriginTables.columns(database, schema + ".hosts");
        String name = columns.contains("name") || !columns.contains("hostname") ? "name" : "hostname";
        view(
                "hosts",
                columns,
                column(columns, "ip", "text::inet") + ", " + column(columns, "first_seen", "timestamptz") + ", "
                        + column(columns, "last_seen", "timestamptz") + ", " + value(columns, name, "text")
                        + " as name");
    }

    private void viewPlaces() {
        Set<String> columns = OriginTables.columns(database, schema + ".geoip");
        String asn = columns.contains("asn")
                ? "nullif(regexp_replace(\"asn\"::text, '\\D', '', 'g'), '')::bigint as asn"
                : column(columns, "asn", "bigint");
        view(
                "geoip",
                columns,
                column(columns, "ip", "text::inet") + ", " + column(columns, "country_code", "text") + ", "
                        + column(columns, "country_name", "text") + ", " + column(columns, "city", "text") + ", "
                        + column(columns, "latitude", "double precision") + ", "
                        + column(columns, "longitude", "double precision") + ", " + asn + ", "
                        + column(columns, "organization", "text"));
    }

    /** The view is empty if the origin has no such table. */
    private void view(String table, Set<String> columns, String list) {
        execute("create temp view origin_" + (table.equals("geoip") ? "places" : table) + " as select " + list
                + (columns.isEmpty() ? " where false" : " from " + schema + "." + table));
    }

    private static String column(Set<String> columns, String name, String type) {
        return value(columns, name, type) + " as \"" + name + "\"";
    }

    private static String value(Set<String> columns, String name, String type) {
        return (columns.contains(name) ? "\"" + name + "\"" : "null") + "::" + type;
    }
}
