package io.wadi.web;

import io.wadi.settings.Settings;
import io.wadi.testing.PooledDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.springframework.jdbc.core.JdbcTemplate;

/** Seventy days of packets with their flows, hours and days, and random ranges over them. */
public final class RandomFlows extends ExactSums {

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

    private RandomFlows(JdbcTemplate database) {
        super(database);
    }

    /** Fills the tables of a database that has them. */
    public static RandomFlows store(Settings settings) {
        JdbcTemplate database = new JdbcTemplate(PooledDatabase.of(settings));
        for (String table : List.of("traffic", "flows")) {
            database.execute("select wadi_ensure_day('" + table + "', date '2026-01-30' + i)"
                    + " from generate_series(0, 69) as i");
        }
        List.of(TRAFFIC, FLOWS, ROLLUP.formatted("hour"), ROLLUP.formatted("day"), HOSTS, PLACES)
                .forEach(database::execute);
        database.execute("analyze");
        return new RandomFlows(database);
    }

    /** A range of three to seven days, whose ends are hours. */
    static String[] rangeOfHours(Random random) {
        Instant from = FIRST.plus(Duration.ofHours(random.nextInt(24 * DAYS)));
        return new String[] {
            from.toString(),
            from.plus(Duration.ofHours(72 + random.nextInt(96))).toString()
        };
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

    /** Packets of exactly a range, once for each of the two ends, all of which the map knows. */
    public long packetsOfPlacedEnds(String[] range) {
        return 2 * packets("count(*)", range, null);
    }
}
