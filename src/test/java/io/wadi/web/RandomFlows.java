package io.wadi.web;

import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Seventy days of packets with their flows, hours and days; random ranges over them; and the sums of the packets of
 * exactly a range, that is, of all windows that start in it.
 */
public final class RandomFlows {

    /** What the ranges are drawn from; property {@code wadi.ranges.seed} repeats a run. */
    public static final long SEED = Long.getLong("wadi.ranges.seed", 20_261_126);

    private static final Instant FIRST = Instant.parse("2026-01-30T00:00:00Z");
    private static final int DAYS = 70;
    private static final int[] STEPS = {1, 60, 3_600, 86_400};
    private static final String WINDOW = "date_trunc('minute', \"timestamp\", 'UTC')";

    /**
     * Packets of one flow a minute of a random third of the days, so that hours and days without any are there as well.
     * The first packet of each flow is not recognised.
     */
    private static final String TRAFFIC = """
        insert into traffic ("timestamp", src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, bytes, length)
        select minute + packet * interval '7.3 s', inet '10.0.0.0' + (n % 7), inet '198.51.100.0' + (n % 5), n % 3, 443,
            'TCP', 'p', case packet when 0 then 'TCP'
                else (array['TLS', 'HTTP', 'SSH', 'DNS', 'NTP', 'QUIC', 'TCP'])[1 + n % 7] end,
            60 + n % 1000 + packet, 74 + n % 1000 + packet
        from (select timestamptz '2026-01-30 00:00Z' + i * interval '1 minute' as minute, (i * 7919 % 104729)::int as n
            from generate_series(0, 70 * 1440 - 1) as i
            where (i / 1440 * 31 + 7) % 3 = 0 and (i / 60 * 17) % 5 < 3) as minutes, generate_series(0, n % 4) as packet
        """;

    private static final String FLOWS = """
        insert into flows (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets,
            bytes, first_seen, last_seen, src_country, dst_country)
        select %s, src_ip, dst_ip, src_port, dst_port, transport, probe,
            coalesce(max(protocol) filter (where protocol <> 'TCP'), 'TCP'), count(*), sum(bytes),
            min("timestamp"), max("timestamp"), (array['DE', 'US', null])[1 + (src_ip - inet '10.0.0.0') %% 3],
            (array['FR', 'US', null])[1 + (dst_ip - inet '198.51.100.0') %% 3]
        from traffic group by 1, 2, 3, 4, 5, 6, 7
        """.formatted(WINDOW);
    private static final String ROLLUP = """
        insert into flows_%1$s
        select date_trunc('%1$s', window_start, 'UTC'), src_ip, dst_ip, protocol, sum(packets), sum(bytes),
            max(src_country), max(dst_country), null, null
        from flows group by 1, 2, 3, 4
        """;
    private static final String HOSTS = """
        insert into hosts (ip, first_seen, last_seen, packets_sent, packets_received, bytes_sent, bytes_received, scope)
        select ip, now(), now(), 0, 0, 0, 0, 'public'
        from (select src_ip as ip from flows union select dst_ip from flows) as ends
        """;
    private static final String PLACES = """
        insert into geoip (ip, country_code, country_name, latitude, longitude)
        select ip, country, country, 1, 1
        from (select src_ip as ip, src_country as country from flows union select dst_ip, dst_country from flows) as ends
        """;
    private static final String EXACT =
            " from flows where window_start >= ?::timestamptz and window_start < ?::timestamptz";

    private final JdbcTemplate database;

    private RandomFlows(JdbcTemplate database) {
        this.database = database;
    }

    /** Fills the tables of a database that has them. */
    public static RandomFlows store(Settings settings) {
        JdbcTemplate database = new JdbcTemplate(new DriverManagerDataSource(
                settings.text(DatabaseSettings.URL), settings.get(DatabaseSettings.USER), ""));
        for (String table : List.of("traffic", "flows")) {
            database.execute("select wadi_ensure_day('" + table + "', date '2026-01-30' + i)"
                    + " from generate_series(0, 69) as i");
        }
        List.of(TRAFFIC, FLOWS, ROLLUP.formatted("hour"), ROLLUP.formatted("day"), HOSTS, PLACES)
                .forEach(database::execute);
        database.execute("analyze");
        return new RandomFlows(database);
    }

    /** The database, as its owner. */
    public JdbcTemplate database() {
        return database;
    }

    /** A range whose ends are seconds, minutes, hours or days, from seconds to months long; some with half seconds. */
    public static String[] range(Random random) {
        Duration length = Duration.ofSeconds((long) Math.pow(10, 1 + random.nextDouble() * 5.8));
        int step = STEPS[random.nextInt(STEPS.length)];
        Instant from =
                FIRST.plusSeconds(step * (random.nextInt(DAYS * 86_400) / step)).plusMillis(random.nextInt(2) * 500);
        Instant to = from.plus(length.compareTo(Duration.ofSeconds(step)) < 0 ? Duration.ofSeconds(step) : length);
        return new String[] {from.toString(), to.toString()};
    }

    /** The same range by whole seconds, which is what Grafana's macros tell. */
    public static String[] secondsOf(String[] range) {
        return Arrays.stream(range)
                .map(time -> Instant.parse(time).truncatedTo(ChronoUnit.SECONDS).toString())
                .toArray(String[]::new);
    }

    /** An address that sends. */
    public static String host(Random random) {
        return "10.0.0." + random.nextInt(7);
    }

    /** A sum over the packets of the windows that begin in a range, those of one host if it is not null. */
    public long packets(String sum, String[] range, String host) {
        return database.queryForObject(
                "select coalesce(" + sum + ", 0)::bigint from traffic"
                        + " where \"timestamp\" >= ?::timestamptz and \"timestamp\" < ?::timestamptz"
                        + " and (?::inet is null or ?::inet in (src_ip, dst_ip))",
                Long.class,
                nextWindow(range[0]),
                nextWindow(range[1]),
                host,
                host);
    }

    private static String nextWindow(String time) {
        Instant instant = Instant.parse(time);
        Instant window = instant.truncatedTo(ChronoUnit.MINUTES);
        return (window.equals(instant) ? window : window.plus(1, ChronoUnit.MINUTES)).toString();
    }

    /** Packets of exactly a range, once for each of the two ends, all of which the map knows. */
    public long packetsOfPlacedEnds(String[] range) {
        return 2 * packets("count(*)", range, null);
    }

    /** How many distinct values two columns of the flows of exactly a range have, those of one host if it is not null. */
    public long distinct(String one, String other, String[] range, String host) {
        return database.queryForObject(
                "select count(distinct value) from (select unnest(array[" + one + "::text, " + other
                        + "::text]) as value" + EXACT
                        + " and (?::inet is null or ?::inet in (src_ip, dst_ip))) as ends",
                Long.class,
                range[0],
                range[1],
                host,
                host);
    }

    /** Packets and bytes by the protocol of the flow, most bytes first. */
    public List<Map<String, Object>> protocols(String[] range) {
        return database.queryForList(
                "select protocol, sum(packets)::bigint as packets, sum(bytes)::bigint as bytes" + EXACT
                        + " group by protocol order by bytes desc, protocol",
                (Object[]) range);
    }
}
