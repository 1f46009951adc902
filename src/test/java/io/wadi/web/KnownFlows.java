package io.wadi.web;

import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A few flows whose sums can be computed by hand. */
public final class KnownFlows {

    /** The hour in which all but the last two are. */
    public static final String HOUR = "from=2026-03-10T12:00:00Z&to=2026-03-10T13:00:00Z";
    /** So long that the sums by hour answer. */
    public static final String DAY = "from=2026-03-10T00:00:00Z&to=2026-03-11T00:00:00Z";
    /** So long that the sums by day answer. */
    public static final String MONTH = "from=2026-03-01T00:00:00Z&to=2026-03-31T00:00:00Z";

    private static final String FLOWS = """
        insert into flows (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets,
            bytes, first_seen, last_seen, src_country, dst_country)
        values
            ('2026-03-10 12:00Z', '10.0.0.1', '203.0.113.5', 5001, 443, 'TCP', 'p', 'TLS', 10, 1000,
                '2026-03-10 12:00:01Z', '2026-03-10 12:00:41Z', null, 'DE'),
            ('2026-03-10 12:00Z', '203.0.113.5', '10.0.0.1', 443, 5001, 'TCP', 'p', 'TLS', 8, 5000,
                '2026-03-10 12:00:02Z', '2026-03-10 12:00:42Z', 'DE', null),
            ('2026-03-10 12:01Z', '10.0.0.2', '198.51.100.7', 5002, 53, 'UDP', 'p', 'DNS', 1, 100,
                '2026-03-10 12:01:03Z', '2026-03-10 12:01:03Z', null, 'US'),
            ('2026-03-10 12:01Z', '198.51.100.7', '10.0.0.2', 53, 5002, 'UDP', 'p', 'DNS', 1, 200,
                '2026-03-10 12:01:04Z', '2026-03-10 12:01:04Z', 'US', null),
            ('2026-03-10 12:02Z', '10.0.0.1', '198.51.100.7', 5003, 80, 'TCP', 'p', 'HTTP', 5, 700,
                '2026-03-10 12:02:05Z', '2026-03-10 12:02:45Z', null, 'US'),
            ('2026-03-10 13:30Z', '10.0.0.2', '203.0.113.5', 5004, 443, 'TCP', 'p', 'TLS', 2, 300,
                '2026-03-10 13:30:06Z', '2026-03-10 13:30:06Z', null, 'DE'),
            ('2026-03-20 09:00Z', '198.51.100.8', '198.51.100.7', 5005, 22, 'TCP', 'p', 'SSH', 4, 400,
                '2026-03-20 09:00:07Z', '2026-03-20 09:00:09Z', 'US', 'US')
        """;
    private static final String ROLLUP = """
        insert into flows_%1$s
        select date_trunc('%1$s', window_start, 'UTC'), src_ip, dst_ip, protocol, sum(packets), sum(bytes),
            max(src_country), max(dst_country), null, null, max(last_seen)
        from flows group by 1, 2, 3, 4
        """;
    private static final String HOSTS = """
        insert into hosts (ip, first_seen, last_seen, packets_sent, packets_received, bytes_sent, bytes_received,
            name, name_source, scope)
        values
            ('10.0.0.1', '2026-03-10 12:00:01Z', '2026-03-10 12:02:45Z', 15, 8, 1700, 5000, null, null, 'private'),
            ('10.0.0.2', '2026-03-10 12:01:03Z', '2026-03-10 13:30:06Z', 3, 1, 400, 200, null, null, 'private'),
            ('203.0.113.5', '2026-03-10 12:00:01Z', '2026-03-10 13:30:06Z', 8, 12, 5000, 1300, 'example.org',
                'SNI', 'public'),
            ('198.51.100.7', '2026-03-10 12:01:03Z', '2026-03-20 09:00:09Z', 1, 10, 200, 1200, null, null, 'public')
        """;
    private static final String PLACES = """
        insert into geoip values
            ('203.0.113.5', 'DE', 'Germany', 'Berlin', 52.5, 13.4, 64500, 'Example Net', '2026-01-01'),
            ('198.51.100.7', 'US', 'United States', null, 37.75, -97.8, 64501, 'Other Net', '2026-01-01'),
            ('198.51.100.8', 'US', 'United States', null, 37.75, -97.8, 64501, 'Other Net', '2026-01-01')
        """;

    private static final String NETWORKS = """
        insert into network_parts values
            ('10.0.0.0/24', '10.0.0.0/24', 'Office', 'clients', 'Berlin', '{voip}'),
            ('203.0.113.0/24', '203.0.113.0/24', 'Partner', null, 'Paris', '{}')
        """;

    private KnownFlows() {}

    /** Fills the tables of a database that has them. */
    public static void store(Settings settings) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        settings.text(DatabaseSettings.URL), settings.get(DatabaseSettings.USER), "");
                Statement statement = connection.createStatement()) {
            for (String sql :
                    new String[] {FLOWS, ROLLUP.formatted("hour"), ROLLUP.formatted("day"), HOSTS, PLACES, NETWORKS}) {
                statement.executeUpdate(sql);
            }
        }
    }
}
