package io.wadi.database;

import io.wadi.net.AddressScope;
import io.wadi.net.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies the origin's rows into our tables, in the caller's transaction; the statements are {@code sql/adopt/*.sql}. */
final class OriginRows {

    private static final Logger LOG = LoggerFactory.getLogger(OriginRows.class);
    private static final String[] STEPS = {"copy-flows", "copy-flow-hours", "copy-flow-days", "copy-hosts"};

    /** The origin has no column for it: a protocol that is one, or what the protocol usually runs over. */
    private static final String TRANSPORT = """
            case
                when protocol ~* '^(tcp|udp|sctp|icmp|icmpv6|igmp|gre|esp|ah|ospf|pim|vrrp)$' then protocol
                when src_port is null and dst_port is null then protocol
                when protocol ~* '^(dns|mdns|llmnr|nbns|quic|dhcp|dhcpv6|ntp|ssdp|snmp|syslog|tftp|stun|rtp)$' then 'UDP'
                else 'TCP'
            end""";

    private final Connection connection;
    private final String schema;
    private final int windowSeconds;

    OriginRows(Connection connection, String schema, int windowSeconds) {
        this.connection = connection;
        this.schema = schema;
        this.windowSeconds = windowSeconds;
    }

    /** Copies all of them, and notes on the old table how many. */
    void copy() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            viewPackets(statement);
            viewHosts(statement);
            viewPlaces(statement);
            statement.executeUpdate(read("copy-places"));
            statement.execute(read("ensure-days"));
            long copied = statement.executeLargeUpdate(read("copy-packets"));
            for (String step : STEPS) {
                statement.executeUpdate(read(step));
            }
            scopeHosts(statement);
            long all = count(statement);
            statement.execute("comment on table " + schema + ".traffic is 'Copied by Wadi: " + copied + " of " + all
                    + " rows" + (copied == all ? "" : "; the others lack an address or the time") + "'");
            LOG.info("{} of {} packets of the origin are copied; its tables are in schema {}", copied, all, schema);
        }
    }

    private long count(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select count(*) from " + schema + ".traffic")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void viewPackets(Statement statement) throws SQLException {
        Set<String> columns = OriginTables.columns(connection, schema + ".traffic");
        statement.execute("create temp view origin_packets as select *, " + TRANSPORT + " as transport,"
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

    private void viewHosts(Statement statement) throws SQLException {
        Set<String> columns = OriginTables.columns(connection, schema + ".hosts");
        String name = columns.contains("name") || !columns.contains("hostname") ? "name" : "hostname";
        view(
                statement,
                "hosts",
                columns,
                column(columns, "ip", "text::inet") + ", " + column(columns, "first_seen", "timestamptz") + ", "
                        + column(columns, "last_seen", "timestamptz") + ", " + value(columns, name, "text")
                        + " as name");
    }

    private void viewPlaces(Statement statement) throws SQLException {
        Set<String> columns = OriginTables.columns(connection, schema + ".geoip");
        String asn = columns.contains("asn")
                ? "nullif(regexp_replace(\"asn\"::text, '\\D', '', 'g'), '')::bigint as asn"
                : column(columns, "asn", "bigint");
        view(
                statement,
                "geoip",
                columns,
                column(columns, "ip", "text::inet") + ", " + column(columns, "country_code", "text") + ", "
                        + column(columns, "country_name", "text") + ", " + column(columns, "city", "text") + ", "
                        + column(columns, "latitude", "double precision") + ", "
                        + column(columns, "longitude", "double precision") + ", " + asn + ", "
                        + column(columns, "organization", "text"));
    }

    /** Empty where the origin has no such table. */
    private void view(Statement statement, String table, Set<String> columns, String list) throws SQLException {
        statement.execute("create temp view origin_" + (table.equals("geoip") ? "places" : table) + " as select " + list
                + (columns.isEmpty() ? " where false" : " from " + schema + "." + table));
    }

    private static String column(Set<String> columns, String name, String type) {
        return value(columns, name, type) + " as \"" + name + "\"";
    }

    private static String value(Set<String> columns, String name, String type) {
        return (columns.contains(name) ? "\"" + name + "\"" : "null") + "::" + type;
    }

    private void scopeHosts(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select host(ip) from hosts where scope = ''");
                PreparedStatement update =
                        connection.prepareStatement("update hosts set scope = ? where ip = ?::inet and scope = ''")) {
            while (row.next()) {
                update.setString(
                        1, AddressScope.of(IpAddress.parse(row.getString(1))).label());
                update.setString(2, row.getString(1));
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static String read(String name) {
        try (InputStream in = OriginRows.class.getResourceAsStream("/sql/adopt/" + name + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
