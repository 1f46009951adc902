package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.pipeline.TestServers;
import io.wadi.report.Report;
import io.wadi.report.ReportDatabase;
import io.wadi.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Every figure of API and report, over random ranges, against the rows of exactly the range. */
class ExactRangesIT {

    private static final long SEED = Long.getLong("wadi.ranges.seed", 20_261_126);
    private static final Instant FIRST = Instant.parse("2026-01-30T00:00:00Z");
    private static final int DAYS = 70;
    private static final int[] STEPS = {1, 60, 3_600, 86_400};

    /** A flow a minute of a random third of the days, so that hours and days without any are there as well. */
    private static final String FLOWS = """
        insert into flows (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets,
            bytes, first_seen, last_seen, src_country, dst_country)
        select minute, inet '10.0.0.0' + (n % 7), inet '198.51.100.0' + (n % 5), n % 3, 443, 'TCP', 'p',
            (array['TLS', 'HTTP', 'SSH', 'DNS', 'NTP', 'QUIC', 'TCP'])[1 + n % 7], 1 + n % 4, 60 + n % 1000,
            minute, minute + interval '5 s', (array['DE', 'US', null])[1 + n % 7 % 3],
            (array['FR', 'US', null])[1 + n % 5 % 3]
        from (select timestamptz '2026-01-30 00:00Z' + i * interval '1 minute' as minute, (i * 7919 % 104729)::int as n
            from generate_series(0, 70 * 1440 - 1) as i
            where (i / 1440 * 31 + 7) % 3 = 0 and (i / 60 * 17) % 5 < 3) as minutes
        """;

    private static final String ROLLUP = """
        insert into flows_%1$s
        select date_trunc('%1$s', window_start, 'UTC'), src_ip, dst_ip, protocol, sum(packets), sum(bytes),
            max(src_country), max(dst_country), null, null
        from flows group by 1, 2, 3, 4
        """;
    private static final String EXACT =
            " from flows where window_start >= ?::timestamptz and window_start < ?::timestamptz";

    private static Settings settings;
    private static ApiServer server;
    private static JdbcTemplate database;

    @BeforeAll
    static void start() throws Exception {
        settings = TestServers.settings();
        ApiServer.migrate(settings);
        database = new JdbcTemplate(
                new DriverManagerDataSource(settings.get("wadi.database.url"), settings.get("wadi.database.user"), ""));
        database.execute("select wadi_ensure_day('flows', date '2026-01-30' + i) from generate_series(0, 69) as i");
        database.execute(FLOWS);
        database.execute(ROLLUP.formatted("hour"));
        database.execute(ROLLUP.formatted("day"));
        server = ApiServer.start(settings);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A range whose ends are seconds, minutes, hours or days, from seconds to months long. */
    private static String[] range(Random random) {
        Duration length = Duration.ofSeconds((long) Math.pow(10, 1 + random.nextDouble() * 5.8));
        int step = STEPS[random.nextInt(STEPS.length)];
        Instant from =
                FIRST.plusSeconds(step * (random.nextInt(DAYS * 86_400) / step)).plusMillis(random.nextInt(2) * 500);
        Instant to = from.plus(length.compareTo(Duration.ofSeconds(step)) < 0 ? Duration.ofSeconds(step) : length);
        return new String[] {from.toString(), to.toString()};
    }

    @RepeatedTest(60)
    void figuresAreThoseOfExactlyTheRange(RepetitionInfo repetition) throws Exception {
        String[] range = range(new Random(SEED + repetition.getCurrentRepetition()));
        String query = "from=" + range[0] + "&to=" + range[1] + "&limit=1000";
        Map<String, Object> exact = database.queryForMap(
                "select coalesce(sum(packets), 0)::bigint as packets, coalesce(sum(bytes), 0)::bigint as bytes" + EXACT,
                (Object[]) range);
        JsonNode totals = server.rows("totals?" + query).get(0);
        assertThat(totals.get("packets").asLong()).as("packets of %s", query).isEqualTo(exact.get("packets"));
        assertThat(totals.get("bytes").asLong()).as("bytes of %s", query).isEqualTo(exact.get("bytes"));
        assertThat(totals.get("hosts").asLong()).isEqualTo(count("src_ip", "dst_ip", range));
        assertThat(totals.get("countries").asLong()).isEqualTo(count("src_country", "dst_country", range));
        assertThat(sum("bytes-by-time?" + query, "bytes"))
                .as("by time, %s", query)
                .isEqualTo(exact.get("bytes"));
        assertThat(sum("top-talkers?" + query, "bytes_sent")).isEqualTo(exact.get("bytes"));
        assertThat(sum("conversations?" + query, "packets")).isEqualTo(exact.get("packets"));
        assertThat(lines("protocols?" + query, "protocol", "packets"))
                .as("protocols of %s", query)
                .isEqualTo(protocols(range));
        assertThat(report(query)).isEqualTo(exact.get("packets"));
    }

    @RepeatedTest(20)
    void filteredFiguresAreThoseOfExactlyTheRange(RepetitionInfo repetition) throws Exception {
        Random random = new Random(SEED - repetition.getCurrentRepetition());
        String[] range = range(random);
        String host = "10.0.0." + random.nextInt(7);
        String query = "from=" + range[0] + "&to=" + range[1] + "&host=" + host + "&limit=1000";
        long bytes = database.queryForObject(
                "select coalesce(sum(bytes), 0)::bigint" + EXACT + " and src_ip = ?::inet",
                Long.class,
                range[0],
                range[1],
                host);
        assertThat(server.rows("totals?" + query).get(0).get("bytes").asLong())
                .as(query)
                .isEqualTo(bytes);
        assertThat(sum("host-peers?" + query, "bytes_sent")).as(query).isEqualTo(bytes);
    }

    /** Bounds are computed while the query is planned, so that no other day is opened. */
    @Test
    void aRangeReadsOnlyThePartitionsOfItsEnds() {
        String plan = String.join(
                "\n",
                database.queryForList(
                        "explain select sum(packets) from selected_flows(extract(epoch from"
                                + " timestamptz '2026-02-03 10:20:30Z')::bigint,"
                                + " extract(epoch from timestamptz '2026-03-09 11:22:33Z')::bigint, 'day', null, null, null)",
                        String.class));
        assertThat(Pattern.compile("flows_\\d{8}").matcher(plan).results().map(MatchResult::group))
                .contains("flows_20260203", "flows_20260309")
                .isSubsetOf("flows_20260203", "flows_20260309");
    }

    private static long count(String one, String other, String[] range) {
        return database.queryForObject(
                "select count(distinct end_of_flow) from (select unnest(array[" + one + "::text, " + other
                        + "::text]) as end_of_flow" + EXACT + ") as ends",
                Long.class,
                (Object[]) range);
    }

    private static List<String> protocols(String[] range) {
        return database.queryForList(
                "select protocol || ' ' || sum(packets)" + EXACT
                        + " group by protocol order by sum(bytes) desc, protocol",
                String.class,
                (Object[]) range);
    }

    private static long report(String query) throws Exception {
        try (ReportDatabase figures = ReportDatabase.open(settings)) {
            Report report =
                    figures.read(new ApiParameters(Clock.systemUTC(), FlowDetail.windows(60)).parse(query), "test");
            return report.packets();
        }
    }

    private static long sum(String path, String column) throws Exception {
        return StreamSupport.stream(server.rows(path).spliterator(), false)
                .mapToLong(row -> row.get(column).asLong())
                .sum();
    }

    private static List<String> lines(String path, String... columns) throws Exception {
        return StreamSupport.stream(server.rows(path).spliterator(), false)
                .map(row ->
                        row.get(columns[0]).asText() + " " + row.get(columns[1]).asText())
                .toList();
    }
}
