package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.ingest.Ingest;
import io.wadi.ingest.Silent;
import io.wadi.packet.RealCaptures;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.query.FlowDetail;
import io.wadi.report.ReportDatabase;
import io.wadi.settings.Settings;
import io.wadi.testing.PooledDatabase;
import io.wadi.web.ApiParameters;
import io.wadi.web.ApiServer;
import io.wadi.web.ExactSums;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Compares API, report, schema {@code bi}, Grafana's queries and Power BI's measures with the raw rows of real captures, which have
 * names, places, directions and clocks of many years. Property {@code wadi.ranges} is the number of random ranges.
 */
class RealTrafficIT {

    private static final int RANGES = Integer.getInteger("wadi.ranges", 12);
    private static final String WINDOW = "date_trunc('minute', \"timestamp\", 'UTC')";
    private static final String SPECIAL = "bi.wadi_is_special(%1$s_ip)";
    private static final String INSIDE = "exists (select from own_networks where %1$s_ip <<= network)";
    private static final String OUTSIDE = "(not " + SPECIAL + " and not " + INSIDE + ")";

    private static ApiServer api;
    private static ReportDatabase report;
    private static GrafanaDashboard grafana;
    private static DaxReplay powerBi;
    private static ExactSums raw;

    /** A range whose ends are whole seconds, and one of its addresses; both null for all addresses. */
    private record Question(String from, String to, String ip, String host) {

        String[] range() {
            return new String[] {from, to};
        }

        String query() {
            return "from=" + from + "&to=" + to + (ip == null ? "" : "&host=" + ip) + "&limit=1000";
        }
    }

    @BeforeAll
    static void store() throws Exception {
        List<Path> captures = RealCaptures.files();
        Settings settings = TestServers.settings();
        new Ingest(settings, TestServers.cache(), Set.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS))
                .run(captures, new Silent());
        raw = new ExactSums(new JdbcTemplate(PooledDatabase.of(settings)));
        raw.database().execute("analyze");
        grafana = GrafanaDashboard.read(settings);
        powerBi = new DaxReplay(SemanticModel.read(), grafana.reader());
        report = ReportDatabase.open(settings);
        api = ApiServer.start(settings);
    }

    @AfterAll
    static void stop() throws Exception {
        if (api != null) {
            report.close();
            api.close();
        }
    }

    static Stream<Question> questions() {
        Random random = new Random(Long.getLong("wadi.ranges.seed", 20_261_128));
        List<Map<String, Object>> windows = raw.database()
                .queryForList(
                        "select distinct extract(epoch from " + WINDOW + ")::bigint as start from traffic order by 1");
        List<Map<String, Object>> hosts = raw.database()
                .queryForList(
                        "select ip, host from bi.dim_host join (select host(ip) as ip from hosts"
                                + " order by packets_sent + packets_received desc, ip limit 60) as busiest using (ip) order by 1");
        return IntStream.range(0, RANGES).mapToObj(i -> {
            long start = (Long) windows.get(random.nextInt(windows.size())).get("start");
            long from =
                    Math.max(0, start + List.of(0, 1, -30, 60, -3_600, 1_800).get(random.nextInt(6)));
            Instant to = Instant.ofEpochSecond(from + (long) Math.pow(10, 1 + random.nextDouble() * 6.5));
            Map<String, Object> host = i % 2 == 0 ? Map.of() : hosts.get(random.nextInt(hosts.size()));
            return new Question(Instant.ofEpochSecond(from).toString(), to.toString(), (String) host.get("ip"), (String)
                    host.get("host"));
        });
    }

    @ParameterizedTest
    @MethodSource("questions")
    void everyConsumerShowsTheRawRows(Question asked) throws Exception {
        String[] range = asked.range();
        long packets = raw.packets("count(*)", range, asked.ip());
        long bytes = raw.packets("sum(bytes)", range, asked.ip());
        List<Long> four = List.of(packets, bytes, distinct("ip", asked), distinct("country_code", asked));
        JsonNode totals = api.rows("totals?" + asked.query()).get(0);
        GrafanaSql sql = grafana.at(String.join("/", range), asked.ip() == null ? "" : "host=" + asked.ip());

        assertThat(Stream.of("packets", "bytes", "hosts", "countries")
                        .map(name -> totals.get(name).asLong())
                        .toList())
                .as("API, %s", asked)
                .isEqualTo(four);
        assertThat(sum(api.rows("bytes-by-time?" + asked.query()), "bytes"))
                .as("by time, %s", asked)
                .isEqualTo(bytes);
        assertThat(report.read(
                                new ApiParameters(Clock.systemUTC(), () -> FlowDetail.windows(60)).parse(asked.query()),
                                "test")
                        .packets())
                .as("report, %s", asked)
                .isEqualTo(packets);
        assertThat(List.of(
                        sum("Total packets", "packets", sql),
                        sum("Bytes transferred", "bytes", sql),
                        sum("Unique hosts", "hosts", sql),
                        sum("Unique countries", "countries", sql)))
                .as("Grafana, %s", asked)
                .isEqualTo(four);
        assertThat(sum("Bytes by time", "bytes", sql)).isEqualTo(bytes);
        assertThat(Stream.of("Packets", "Bytes", "Unique hosts", "Unique countries")
                        .map(measure -> powerBi.value(measure, range, asked.host()))
                        .toList())
                .as("Power BI, %s", asked)
                .isEqualTo(four);
        assertThat(grafana.reader()
                        .queryForMap(
                                "select coalesce(sum(packets), 0)::bigint as packets, coalesce(sum(bytes), 0)::bigint as bytes"
                                        + " from bi.flows_between(extract(epoch from ?::timestamptz)::bigint,"
                                        + " extract(epoch from ?::timestamptz)::bigint) where ?::text is null"
                                        + " or ?::text in (src_ip, dst_ip)",
                                asked.from(),
                                asked.to(),
                                asked.ip(),
                                asked.ip())
                        .values())
                .as("bi.flows_between, %s", asked)
                .containsExactly(packets, bytes);
    }

    @ParameterizedTest
    @MethodSource("questions")
    void protocolsAndDirectionsAreThoseOfTheRawRows(Question asked) throws Exception {
        String[] range = asked.range();
        List<String> protocols = protocols(asked);
        GrafanaSql sql = grafana.at(String.join("/", range), asked.ip() == null ? "" : "host=" + asked.ip());

        assertThat(lines(api.rows("protocols?" + asked.query())))
                .as("API, %s", asked)
                .isEqualTo(protocols);
        List<String> shown = grafana.panel("Protocols", sql).stream()
                .map(row -> row.get("protocol") + " " + ((Number) row.get("bytes")).longValue())
                .toList();
        assertThat(shown).as("Grafana, %s", asked).isEqualTo(protocols.subList(0, shown.size()));
        assertThat(shown.isEmpty()).isEqualTo(protocols.isEmpty());
        Map.of(
                        "Bytes inbound", OUTSIDE.formatted("src") + " and not " + OUTSIDE.formatted("dst"),
                        "Bytes outbound", "not " + OUTSIDE.formatted("src") + " and " + OUTSIDE.formatted("dst"),
                        "Bytes internal", "not " + OUTSIDE.formatted("src") + " and not " + OUTSIDE.formatted("dst"))
                .forEach((measure, condition) -> assertThat(powerBi.value(measure, range, asked.host()))
                        .as("%s, %s", measure, asked)
                        .isEqualTo(raw.packets("sum(bytes) filter (where " + condition + ")", range, asked.ip())));
    }

    /** A packet counts to the protocol of its flow, so these are sums of flows. */
    private static List<String> protocols(Question asked) {
        return raw.database()
                .queryForList(
                        "select protocol || ' ' || sum(bytes) from flows where window_start >= ?::timestamptz"
                                + " and window_start < ?::timestamptz and (?::inet is null or ?::inet in (src_ip, dst_ip))"
                                + " group by protocol order by sum(bytes) desc, protocol",
                        String.class,
                        asked.from(),
                        asked.to(),
                        asked.ip(),
                        asked.ip());
    }

    private static long distinct(String column, Question asked) {
        String rows = " from traffic where " + WINDOW + " >= ?::timestamptz and " + WINDOW + " < ?::timestamptz"
                + " and (?::inet is null or ?::inet in (src_ip, dst_ip))";
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            values.add(asked.from());
            values.add(asked.to());
            values.add(asked.ip());
            values.add(asked.ip());
        }
        return raw.database()
                .queryForObject(
                        "select count(distinct " + column + ") from (select src_ip as ip" + rows
                                + " union select dst_ip" + rows + ") as ends left join geoip using (ip)",
                        Long.class,
                        values.toArray());
    }

    private static List<String> lines(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row ->
                        row.get("protocol").asText() + " " + row.get("bytes").asLong())
                .toList();
    }

    private static long sum(JsonNode rows, String column) {
        return StreamSupport.stream(rows.spliterator(), false)
                .mapToLong(row -> row.get(column).asLong())
                .sum();
    }

    private static long sum(String panel, String column, GrafanaSql sql) {
        return grafana.panel(panel, sql).stream()
                .mapToLong(row -> ((Number) row.get(column)).longValue())
                .sum();
    }
}
