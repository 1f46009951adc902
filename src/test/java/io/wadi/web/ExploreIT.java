package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.pipeline.TestServers;
import io.wadi.query.NamedNetworks;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Compares answers to questions with plain SQL over the rows of table flows, a part of whose sums is pending. */
class ExploreIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SYSTEMS = """
        src_asn = (array[64500, 64501, null])[1 + (src_ip - inet '10.0.0.0') % 3],
        dst_asn = (array[64502, 64500, null])[1 + (dst_ip - inet '198.51.100.0') % 3]
        """;
    private static final String SUMS = """
            update flows_%1$s as sums set bytes = exact.bytes
            from (
                select date_trunc('%1$s', window_start, 'UTC') as start, src_ip, dst_ip, protocol, sum(bytes) as bytes
                from flows group by 1, 2, 3, 4) as exact
            where (sums.window_start, sums.src_ip, sums.dst_ip, sums.protocol) = (start, exact.src_ip, exact.dst_ip, exact.protocol)
            """;
    static final List<String> MORE_FACTS = List.of(
            "update flows_hour set " + SYSTEMS,
            "update flows_day set " + SYSTEMS,
            "update flows set tcp_flags = (array[2, 18, 4, 0])[1 + bytes % 4], exported_direction = nullif(bytes % 3, 2),"
                    + " end_reason = (array[2, 9, null])[1 + packets % 3], sampling = nullif(100 * (bytes % 3), 0),"
                    + " exported_src_asn = nullif(64500 + bytes % 2, 64500), exported_dst_asn = nullif(64501 + packets % 2, 64502),"
                    + " src_port = nullif(src_port, 2), dst_port = case bytes % 5 when 0 then 40000 + packets else dst_port end, retransmissions = packets % 3, rtt = case when packets > 1 then packets * bytes * interval '0.01 ms' end, in_interface ="
                    + " nullif(packets, 2), out_interface = 4 + dst_port % 2, vlan = nullif(7 + packets % 4, 7), tos = nullif(180 + bytes % 9, 188), flow = '1:' || bytes % 12, next_hop = (array['192.0.2.9', '192.0.2.200', null]::inet[])[1 + bytes % 3], transport = case when"
                    + " protocol in ('DNS', 'NTP') then 'UDP' else 'TCP' end, name = (array['a.e.test', 'b.test',"
                    + " null])[1 + (src_ip - inet '10.0.0.0')::int % 3], " + SYSTEMS,
            "update flows set bytes = 65534 + packets where src_ip = '10.0.0.1' or src_ip = '10.0.0.4' and packets = 3",
            SUMS.formatted("hour"),
            SUMS.formatted("day"),
            "insert into geoip (ip, asn, organization) values ('192.0.2.1', 64500, 'Example Net'),"
                    + " ('192.0.2.2', 64501, '100% Other_Net'), ('192.0.2.3', 64502, '1000 Nets')");
    private static final String LATE_FLOWS = """
        insert into flows (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets,
            bytes, first_seen, last_seen, src_country, dst_country, src_asn, dst_asn)
        select window_start, src_ip, dst_ip, src_port, dst_port, transport, 'late', protocol, packets + 1, bytes + 77,
            first_seen, last_seen, src_country, dst_country, src_asn, dst_asn
        from flows where src_ip = '10.0.0.3' and extract(epoch from window_start)::bigint / 86400 % 2 = 1
        """;
    /** Days with details, days with details of some hours only, and days without. */
    private static final List<String> SEAL = List.of(
            "select wadi_seal('0', 10000) from generate_series(1, 100)",
            "update flows_hour set packets = packets where extract(day from window_start) % 4 = 1"
                    + " and extract(hour from window_start) % 3 = 1",
            "update flows_hour set packets = packets where extract(day from window_start) % 4 = 2");

    private static final String PENDING = """
        insert into pending_batches (sums, window_starts, src_ips, dst_ips, protocols, packets, bytes, src_countries,
            dst_countries, src_asns, dst_asns, first_seen, last_seen, named_ips, names, places, country_codes,
            country_names, cities, latitudes, longitudes, asns, organizations, database_dates)
        select count(*), array_agg(extract(epoch from window_start)::bigint), array_agg(host(src_ip)),
            array_agg(host(dst_ip)), array_agg(protocol), array_agg(packets), array_agg(bytes),
            array_agg(src_country), array_agg(dst_country), array_agg(src_asn), array_agg(dst_asn),
            array_agg((extract(epoch from first_seen) * 1000000)::bigint),
            array_agg((extract(epoch from last_seen) * 1000000)::bigint),
            '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}'
        from flows where probe = 'late'
        """;

    private static final String NETWORKS = """
        network,name,role,site,tags
        10.0.0.0/29,clients,,A,x y
        10.0.0.2/32,printer,,,
        10.0.0.4/31,servers,dc,B,y
        198.51.100.0/24,web,,C,
        """;

    private static ApiServer server;
    private static RandomFlows flows;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Settings settings = TestServers.withTables();
        flows = RandomFlows.store(settings);
        MORE_FACTS.forEach(flows.database()::execute);
        nameNetworks(settings, folder);
        SEAL.forEach(flows.database()::execute);
        flows.database().execute(LATE_FLOWS);
        flows.database().execute(PENDING);
        flows.database().execute("analyze");
        server = ApiServer.start(settings);
    }

    static void nameNetworks(Settings settings, Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("networks.csv"), NETWORKS);
        new NamedNetworks(file, ApiServer.writing(settings)).reloadIfChanged();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Some rows of table flows: their groups, and a condition that they match. */
    private record Rows(String group, String condition) {

        String sql(RandomQuestion question, String from, String to, String more) {
            return "select " + group + more + ", coalesce(sum(packets), 0), coalesce(sum(bytes), 0), "
                    + "(" + question.figure() + ")::float8 from flows where window_start >= '" + from
                    + "' and window_start < '" + to
                    + "' and (" + question.condition() + ") and (" + condition + ")";
        }
    }

    @RepeatedTest(60)
    void answersAreThoseOfTheRows(RepetitionInfo repetition) throws Exception {
        isThatOfTheRows(RandomQuestion.of(random(repetition)));
    }

    @RepeatedTest(40)
    void answersOfWholeHoursAreThoseOfTheRows(RepetitionInfo repetition) throws Exception {
        isThatOfTheRows(RandomQuestion.ofWholeHours(random(repetition)));
    }

    @RepeatedTest(20)
    void answersOfPortsAreThoseOfTheRows(RepetitionInfo repetition) throws Exception {
        isThatOfTheRows(RandomQuestion.ofPorts(random(repetition)));
    }

    private static Random random(RepetitionInfo repetition) {
        return new Random(RandomFlows.SEED + 97L * repetition.getCurrentRepetition());
    }

    private static void isThatOfTheRows(RandomQuestion question) throws Exception {
        JsonNode answer = ask(question.parameters());
        JsonNode range = answer.get("range");
        List<String> listed = new ArrayList<>();
        for (JsonNode row : answer.get("rows")) {
            if (!row.get("other").asBoolean()) {
                listed.add(row.get("values").toString());
                check(question, range, row, question.group() + " = '" + spaced(row.get("values")) + "'");
            }
        }
        String others = listed.stream()
                .map(values -> "'" + values.replace(",", ", ").replace("'", "''") + "'")
                .collect(Collectors.joining(",", question.group() + " not in (", ")"));
        for (JsonNode row : answer.get("rows")) {
            if (row.get("other").asBoolean()) {
                check(question, range, row, others);
            }
        }
        check(question, range, answer.get("total"), "true");
        checkRanking(question, range, answer.get("rows"));
    }

    private static String spaced(JsonNode values) {
        return values.toString().replace(",", ", ").replace("'", "''");
    }

    private static JsonNode ask(String question) throws Exception {
        HttpResponse<String> response = server.get("api/explore?" + question);
        assertThat(response.statusCode())
                .as("%s: %s", question, response.body())
                .isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static void check(RandomQuestion question, JsonNode range, JsonNode row, String condition) {
        Rows rows = new Rows("1", condition);
        String from = question.from().toString();
        String former = question.from().minus(question.shift()).toString();
        String what = question + " " + condition;
        assertThat(figures(row.get("now")))
                .as(what)
                .isEqualTo(figures(rows, question, from, question.to().toString()));
        assertThat(figures(row.get("former"))).as(what).isEqualTo(figures(rows, question, former, from));
        assertThat(series(row.get("now"))).as(what).isEqualTo(series(rows, question, range));
        if (List.of("bytes", "packets", "flows").contains(question.measure())) {
            double sum = series(row.get("former")).stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            assertThat(sum).as(what).isEqualTo(row.at("/former/value").asDouble());
        }
    }

    private static List<Double> figures(JsonNode figures) {
        return Arrays.asList(
                figures.get("packets").asDouble(), figures.get("bytes").asDouble(), number(figures.get("value")));
    }

    private static Double number(JsonNode value) {
        return value.isNull() ? null : value.asDouble();
    }

    private static List<Double> figures(Rows rows, RandomQuestion question, String from, String to) {
        return flows.database()
                .queryForObject(
                        rows.sql(question, from, to, ""),
                        (row, number) -> Arrays.asList(
                                row.getDouble(2), row.getDouble(3), (Double) row.getObject(4, Double.class)));
    }

    private static List<Double> series(JsonNode figures) {
        List<Double> series = new ArrayList<>();
        figures.get("series").forEach(value -> series.add(number(value)));
        return series;
    }

    private static final String BUCKET = ", extract(epoch from date_bin('%s s', %s, 'epoch'))::bigint";

    private static List<Double> series(Rows rows, RandomQuestion question, JsonNode range) {
        return seriesOfGroups(rows, question, range).getOrDefault("1", question.empty(step(range)));
    }

    private static long step(JsonNode range) {
        return range.get("bucket_seconds").asLong();
    }

    private static final String LIFE = """
        select %s, extract(epoch from first_seen)::float8,
            extract(epoch from least(last_seen, window_start + interval '59.999999 s'))::float8, packets, bytes,
            host(src_ip), host(dst_ip)
        from flows where window_start >= '%s' and window_start < '%s' and (%s) and (%s)""";

    private static Map<String, List<Double>> seriesOfGroups(Rows rows, RandomQuestion question, JsonNode range) {
        long step = step(range);
        if (question.isSpread(step)) {
            String lives =
                    LIFE.formatted(rows.group, question.from(), question.to(), question.condition(), rows.condition);
            return SpreadSeries.of(flows.database(), lives, question, step);
        }
        long start = question.firstBucket(step);
        Map<String, List<Double>> series = new HashMap<>();
        RowCallbackHandler reader = row -> series.computeIfAbsent(row.getString(1), key -> question.empty(step))
                .set((int) ((row.getLong(2) - start) / step), row.getObject(5, Double.class));
        flows.database()
                .query(
                        rows.sql(
                                        question,
                                        question.from().toString(),
                                        question.to().toString(),
                                        BUCKET.formatted(step, step < 60 ? "first_seen" : "window_start"))
                                + " group by 1, 2",
                        reader);
        return series;
    }

    /** The listed groups are those with the highest scores, and all others are one row. */
    private static void checkRanking(RandomQuestion question, JsonNode range, JsonNode answered) {
        Map<String, List<Double>> all = seriesOfGroups(new Rows(question.group(), "true"), question, range);
        Map<String, Double> wholes = new HashMap<>();
        String sql = new Rows(question.group(), "true")
                .sql(question, question.from().toString(), question.to().toString(), "");
        RowCallbackHandler reader = row -> wholes.put(row.getString(1), row.getObject(4, Double.class));
        flows.database().query(sql + " group by 1", reader);
        List<Double> expected = all.entrySet().stream()
                .map(group -> question.score(group.getValue(), wholes.get(group.getKey())))
                .filter(score -> score != null && score != 0)
                .sorted((one, other) -> Double.compare(other, one))
                .limit(question.limit())
                .toList();
        List<Double> given = new ArrayList<>();
        for (JsonNode row : answered) {
            if (!row.get("other").asBoolean()) {
                given.add(question.score(series(row.get("now")), number(row.at("/now/value"))));
            }
        }
        assertThat(given.stream().filter(score -> Objects.nonNull(score) && score != 0))
                .as(question.toString())
                .isEqualTo(expected);
        assertThat(given).as(question.toString()).hasSizeBetween(expected.size(), question.limit());
    }

    /** So that the comparison above includes pending sums, and details of whole days, of some hours, and none. */
    @Test
    void someSumsArePendingAndSomeDetailsComplete() {
        for (String rows : List.of(
                "pending_flows",
                "details_day",
                "flow_hours where is_sealed",
                "flow_hours where not is_sealed",
                "details_hour as hour where window_start not in (select window_start from pending_flows) and not exists"
                        + " (select from details_day as day where day.window_start = date_trunc('day', hour.window_start, 'UTC'))")) {
            assertThat(flows.database().queryForObject("select count(*) from " + rows, Long.class))
                    .as(rows)
                    .isPositive();
        }
    }

    @Test
    void namesHostsAndSystems() throws Exception {
        flows.database().update("update hosts set name = 'one.example', name_source = 'DNS' where ip = '10.0.0.1'");
        JsonNode rows = ask("from=2026-01-30T00:00:00Z&to=2026-04-10T00:00:00Z&by=src.host,src.asn"
                        + "&filter=src.host%20=%2010.0.0.1")
                .get("rows");
        assertThat(rows.get(0).get("values").toString()).isEqualTo("[\"10.0.0.1\",\"64501\"]");
        assertThat(rows.get(0).get("labels").toString()).isEqualTo("[\"one.example\",\"100% Other_Net\"]");
    }

    @Test
    void countsAFlowOnceThatTwoProbesReport() throws Exception {
        String day = "from=2026-02-01T00:00:00Z&to=2026-02-02T00:00:00Z&by=probe";
        long once = flows.database().queryForObject("""
            select sum(packets) from (select distinct on (window_start, src_ip, dst_ip, src_port, dst_port) packets from flows
                where window_start >= '2026-02-01Z' and window_start < '2026-02-02Z'
                order by window_start, src_ip, dst_ip, src_port, dst_port, packets desc) as flow""", Long.class);
        assertThat(ask(day + "&once=true").at("/total/now/packets").asLong())
                .isEqualTo(once)
                .isLessThan(ask(day).at("/total/now/packets").asLong());
    }

    @Test
    void namesInterfacesAsTheirFlowsDo() throws Exception {
        flows.database()
                .execute(
                        "update flows set in_interface_name = 'ge-0/0/' || in_interface,"
                                + " out_interface_name = probe || src_port where window_start >= '2026-02-01Z' and window_start < '2026-02-02Z'");
        flows.database()
                .execute("update flows_hour set packets = packets where window_start >= '2026-02-01Z'"
                        + " and window_start < '2026-02-02Z'");
        JsonNode rows =
                ask("from=2026-02-01T00:00:00Z&to=2026-02-02T00:00:00Z&by=in.interface,out.interface&measure=hosts&filter=in.interface%20%3E%200")
                        .get("rows");
        assertThat(rows.get(0).get("labels").get(0).asText())
                .isEqualTo("ge-0/0/" + rows.get(0).get("values").get(0).asText());
        assertThat(rows.get(0).get("labels").get(1).isNull())
                .as("the flows of an interface that do not agree")
                .isTrue();
        JsonNode bySite =
                ask("from=2026-02-01T00:00:00Z&to=2026-02-02T00:00:00Z&by=in.interface,src.site&filter=in.interface%20%3E%200")
                        .get("rows");
        assertThat(bySite.get(0).get("labels").get(0).asText())
                .isEqualTo("ge-0/0/" + bySite.get(0).get("values").get(0).asText());
    }
}
