package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.pipeline.TestServers;
import io.wadi.query.FlowQuery;
import io.wadi.query.RangeText;
import io.wadi.query.TimeRange;
import io.wadi.report.Report;
import io.wadi.report.ReportDatabase;
import io.wadi.settings.Settings;
import io.wadi.store.Retention;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Figures of times whose windows, hours or days retention has deleted: right for the range in the answer, or refused, whichever
 * process is asked. Schema {@code bi} has the same figures, and none of what the API refuses.
 */
class KeptRangesIT {

    /** Settings for retention of the process that is asked. */
    private enum Asked {
        SAME("2", "3", "6"),
        WITHOUT("0", "0", "0"),
        RAISED("30", "60", "90");

        private final List<String> days;

        Asked(String... days) {
            this.days = List.of(days);
        }

        void set(Settings settings) {
            settings.set("wadi.retention.flow-days", days.get(0));
            settings.set("wadi.retention.hour-days", days.get(1));
            settings.set("wadi.retention.day-days", days.get(2));
            settings.check();
        }
    }

    private static final int DAYS = 8;
    private static final int DAYS_KEPT = 6;

    /** A flow in each of 20 minutes of every hour, of as many packets as its number modulo 7, and one more. */
    private static final String FLOWS = """
        insert into flows (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets,
            bytes, first_seen, last_seen)
        select minute, inet '10.0.0.1' + (n % 9)::int, '198.51.100.1', 1, 2, 'TCP', 'p', 'TLS', 1 + n % 7, 60, minute, minute
        from (select date_trunc('day', now(), 'UTC') - interval '8 days' + n * interval '3 minutes' as minute, n
            from generate_series(0, 8 * 480 - 1) as n) as flow
        """;

    private static final String ROLLUP = """
        insert into flows_%1$s
        select date_trunc('%1$s', window_start, 'UTC'), src_ip, dst_ip, protocol, sum(packets), sum(bytes), null, null,
            null, null
        from flows where protocol = '%2$s' group by 1, 2, 3, 4
        """;

    /** Packets that are stored after retention, of a day without windows, and of one without hours. */
    private static final String LATE = """
        insert into flows (window_start, src_ip, dst_ip, transport, probe, protocol, packets, bytes, first_seen, last_seen)
        select minute, '10.0.0.1', '198.51.100.1', 'UDP', 'p', 'UDP', 100, 60, minute, minute
        from (select date_trunc('day', now(), 'UTC') - make_interval(days => day, mins => -610) as minute
            from unnest(array[3, 5]) as day) as late
        """;

    private static JdbcTemplate database;
    private static final Map<Asked, ApiServer> SERVERS = new EnumMap<>(Asked.class);
    private static Settings settings;

    @BeforeAll
    static void start() throws Exception {
        settings = TestServers.withTables();
        Asked.SAME.set(settings);
        database = new JdbcTemplate(ApiServer.writing(settings));
        database.update(FLOWS);
        rollUp("TLS");
        database.execute("create table stored_once as select window_start, packets from flows");
        new Retention(ApiServer.writing(settings), settings).run();
        assertThat(number("select count(*) from flows_hour")).isEqualTo(9 * 24 * 3);
        database.update(LATE);
        rollUp("UDP");
        database.update("insert into stored_once select window_start, packets from flows where protocol = 'UDP'");
        for (Asked asked : Asked.values()) {
            asked.set(settings);
            SERVERS.put(asked, ApiServer.start(settings));
        }
    }

    private static void rollUp(String protocol) {
        database.update(ROLLUP.formatted("hour", protocol));
        database.update(ROLLUP.formatted("day", protocol));
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(ApiServer::close);
    }

    private static long number(String sql) {
        return database.queryForObject(sql, Long.class);
    }

    private static long packets(Instant from, Instant to) {
        return number("select coalesce(sum(packets), 0) from stored_once where window_start >= '" + from
                + "' and window_start < '" + to + "'");
    }

    private static Instant today() {
        return Instant.now().truncatedTo(ChronoUnit.DAYS);
    }

    private static JsonNode answer(Asked asked, String path) throws Exception {
        HttpResponse<String> response = SERVERS.get(asked).get("api/" + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private static String refusal(Asked asked, String path) throws Exception {
        HttpResponse<String> response = SERVERS.get(asked).get("api/" + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        return response.body();
    }

    private static Instant[] assertIsRight(Asked asked, Instant from, Instant to) throws Exception {
        String query = "?limit=1000&from=" + from + "&to=" + to;
        JsonNode totals = answer(asked, "totals" + query);
        Instant[] answered = {
            Instant.parse(totals.at("/range/from").asText()),
            Instant.parse(totals.at("/range/to").asText())
        };
        assertThat(answered[0]).isBetween(from, to);
        assertThat(answered[1]).isBetween(from, to);
        long expected = packets(answered[0], answered[1]);
        assertThat(totals.at("/rows/0/packets").asLong()).as(query).isEqualTo(expected);
        for (String figures : List.of("bytes-by-time", "protocols", "conversations")) {
            assertThat(sum(answer(asked, figures + query))).as(figures + query).isEqualTo(expected);
        }
        assertThat(sum(answer(asked, "protocols" + query + "&filter=src.host+in+10.0.0.0/8")))
                .as(query)
                .isEqualTo(expected);
        String groups = "explore" + query + "&by=protocol&measure=packets";
        assertThat(answer(asked, groups).at("/total/now/packets").asLong())
                .as(groups)
                .isEqualTo(expected);
        assertBiHas(expected, from, to);
        return answered;
    }

    /** All of Grafana's figures, and its bars in the grain that it chooses. */
    private static void assertBiHas(long packets, Instant from, Instant to) {
        String range = from.getEpochSecond() + ", " + to.getEpochSecond();
        String bars = database.queryForObject("select bars from bi.bars_between(" + range + ")", String.class);
        for (String coarsest : List.of("day", bars)) {
            assertThat(biPackets("bi.flows_between(" + range + ", '" + coarsest + "')"))
                    .as("%s by %s", range, coarsest)
                    .isEqualTo(packets);
        }
    }

    private static long biPackets(String source) {
        return number("select coalesce(sum(packets), 0) from " + source);
    }

    private static long sum(JsonNode answer) {
        return StreamSupport.stream(answer.get("rows").spliterator(), false)
                .mapToLong(row -> row.get("packets").asLong())
                .sum();
    }

    @ParameterizedTest
    @EnumSource
    void theLastSevenDaysHaveAllPacketsOfTheirWholeDays(Asked asked) throws Exception {
        Instant first = today().minus(Duration.ofDays(DAYS_KEPT));
        assertThat(assertIsRight(asked, first.minus(Duration.ofDays(1)), today()))
                .containsExactly(first, today());
        assertThat(assertIsRight(asked, first.plusSeconds(6 * 3600), today()))
                .containsExactly(first.plus(Duration.ofDays(1)), today());
    }

    @ParameterizedTest
    @EnumSource
    void theFirstHourBeginsWholeWhereWindowsAreGone(Asked asked) throws Exception {
        Instant from = today().minus(Duration.ofHours(60));
        assertThat(assertIsRight(asked, from.minusSeconds(1000), today())).containsExactly(from, today());
    }

    @ParameterizedTest
    @EnumSource
    void theExtentHasDaysWhoseHoursAreGone(Asked asked) throws Exception {
        JsonNode extent = answer(asked, "extent").at("/rows/0");
        assertThat(Instant.parse(extent.get("earliest").asText().replace("+00:00", "Z")))
                .isEqualTo(today().minus(Duration.ofDays(DAYS_KEPT)));
        Instant last = Instant.ofEpochSecond(number("select extract(epoch from max(window_start)) from flows"));
        assertThat(Instant.parse(extent.get("latest").asText().replace("+00:00", "Z")))
                .isEqualTo(last.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsGoneIsRefused(Asked asked) throws Exception {
        Instant from = today().minus(Duration.ofDays(5));
        String morning = "?from=" + from + "&to=" + from.plus(Duration.ofHours(12));
        String before = "?from=" + from.minus(Duration.ofDays(3)) + "&to=" + from.minus(Duration.ofDays(2));
        String lately = "?from=" + from + "&to=" + today();
        for (String figures : List.of("totals", "explore", "alerts")) {
            assertThat(refusal(asked, figures + morning))
                    .contains("only whole days are still stored")
                    .contains("wadi.retention");
            assertThat(refusal(asked, figures + before)).contains("are no longer stored");
            assertThat(figures.equals("alerts") ? "" : refusal(asked, figures + lately + "&filter=src.port=1"))
                    .contains(figures.equals("alerts") ? "" : "flows that are no longer stored");
        }
        String hour = "?from=" + today().minusSeconds(3600) + "&to=" + today();
        assertThat(refusal(asked, "explore" + hour + "&compare=week")).contains("not stored any longer");
        assertThat(refusal(
                        asked, "explore?from=" + today().minus(Duration.ofDays(3)) + "&to=" + today() + "&by=src.port"))
                .contains("flows that are no longer stored");
        assertThat(refusal(
                        asked,
                        "totals?from=" + today().minusSeconds(60 * 3600) + "&to=" + today().minusSeconds(50 * 3600)
                                + "&once=true"))
                .contains("flows that are no longer stored");
    }

    @ParameterizedTest
    @CsvSource({"fact_flow_minutes, minutes, 2", "fact_flow_hours, hours, 3", "fact_flow_days, days, 6"})
    void factsHaveWhatTheirTablesHaveCompletely(String view, String table, int days) {
        Instant since = today().minus(Duration.ofDays(days));
        assertThat(biPackets("bi." + view)).isEqualTo(packets(since, today()));
        assertThat(database.queryForObject("select " + table + " from bi.kept_from", Timestamp.class))
                .isEqualTo(Timestamp.from(since));
    }

    @Test
    void flowsOfAProbeGoBackAsFarAsWindows() {
        String range = today().minus(Duration.ofDays(DAYS)).getEpochSecond() + ", " + today().getEpochSecond();
        assertThat(biPackets("bi.flows_between(" + range + ", 'day', 'p')"))
                .isEqualTo(packets(today().minus(Duration.ofDays(2)), today()));
    }

    @Test
    void minutesOfExportersGoBackAsFarAsWindows() {
        database.update("insert into exporter_minutes select gen_random_uuid(), 1, now() - make_interval(days => day),"
                + " '10.0.0.9', 1, 'r', 'v5', 0, 1, 1, 0, 0, 0, 0, 0, 1, 0 from unnest(array[1, 3]) as day");
        assertThat(number("select count(*) from bi.fact_exporter_minutes")).isOne();
    }

    /** The hour before midnight has no windows, and the one after it has. */
    @ParameterizedTest
    @CsvSource({
        "-1800, 7200, minute",
        "-3600, 7200, hour",
        "-3000, -600, minute",
        "0, 7200, minute",
        "-86400, 7200, hour",
        "-259200, 0, day",
        "-172800, 0, day",
        "-86400, 0, hour",
        "-604800, -518400, hour",
        "-691200, 172801, day"
    })
    void barsAreAsFineAsAllThatIsKept(long from, long to, String bars) {
        long firstWindow = today().minus(Duration.ofDays(2)).getEpochSecond();
        assertThat(database.queryForObject(
                        "select bars from bi.bars_between(?, ?)", String.class, firstWindow + from, firstWindow + to))
                .isEqualTo(bars);
    }

    @ParameterizedTest
    @EnumSource
    void theReportHasTheSameRange(Asked asked) throws Exception {
        asked.set(settings);
        Instant from = today().minus(Duration.ofHours(60));
        RangeText text = RangeText.of(null, from.minusSeconds(1000).toString(), today().toString());
        try (ReportDatabase reports = ReportDatabase.open(settings)) {
            TimeRange range = text.range(Instant.now(), reports.detail(settings), Duration.ofDays(1));
            Report report = reports.read(FlowQuery.all(range, 1000), "test");
            assertThat(report.range().from()).isEqualTo(from);
            assertThat(report.packets()).isEqualTo(packets(from, today()));
        }
    }

    @RepeatedTest(30)
    void anyRangeIsRightOrRefused(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        Asked asked = Asked.values()[repetition.getCurrentRepetition() % Asked.values().length];
        Instant first = today().minus(Duration.ofDays(DAYS));
        Instant from = first.plusSeconds(random.nextInt(DAYS * 86_400));
        Instant to = from.plusSeconds(1 + random.nextInt(DAYS * 86_400));
        HttpResponse<String> response = SERVERS.get(asked).get("api/totals?from=" + from + "&to=" + to);
        if (response.statusCode() == 400) {
            assertThat(response.body()).containsPattern("are (still|no longer) stored");
            assertBiHas(0, from, to);
            assertThat(from).isBefore(today().minus(Duration.ofDays(2)));
            assertThat(Duration.between(from, to)).isLessThan(Duration.ofDays(4));
        } else {
            assertIsRight(asked, from, to);
        }
    }
}
