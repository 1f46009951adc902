package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.filter.FlowFilter;
import io.wadi.net.IpAddress;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A filter selects the same flows in each query of the API, in SQL and in memory. */
class FilteredQueriesIT {

    private static final Map<Long, String> ORGANIZATIONS =
            Map.of(64500L, "Example Net", 64501L, "100% Other_Net", 64502L, "1000 Nets");

    private static ApiServer server;
    private static RandomFlows flows;
    private static List<Map<String, Object>> someRows;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Settings settings = TestServers.withTables();
        flows = RandomFlows.store(settings);
        ExploreIT.MORE_FACTS.forEach(flows.database()::execute);
        ExploreIT.nameNetworks(settings, folder);
        flows.database().execute("analyze");
        server = ApiServer.start(settings);
        someRows = flows.database().queryForList("""
            select host(src_ip) as src_ip, host(dst_ip) as dst_ip, src_port::bigint, dst_port::bigint, transport, probe,
                protocol, name, packets, bytes, src_country, dst_country, src_asn, dst_asn, retransmissions,
                in_interface, out_interface, sampling, exported_src_asn, exported_dst_asn,
                case tcp_flags when 2 then 'SYN' when 18 then 'SYN+ACK' when 4 then 'RST' end as tcp_flag_names,
                (array['ingress', 'egress'])[1 + exported_direction] as direction,
                case end_reason when 2 then 'active timeout' else 'reason ' || end_reason end as end_reason_name, vlan::bigint, flow, (tos / 4)::bigint as dscp, host(next_hop) as next_hop,
                floor(extract(epoch from rtt) * 1000)::bigint as rtt_millis, ctid::text || tableoid as id
            from flows order by bytes % 997, window_start, src_ip, dst_ip, src_port limit 500""");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String encoded(String filter) {
        return URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    private static long sum(JsonNode rows, String column) {
        return StreamSupport.stream(rows.spliterator(), false)
                .mapToLong(row -> row.get(column).asLong())
                .sum();
    }

    @RepeatedTest(25)
    void eachQueryCountsTheFlowsThatMatch(RepetitionInfo repetition) throws Exception {
        RandomQuestion question =
                RandomQuestion.of(new Random(RandomFlows.SEED + 31L * repetition.getCurrentRepetition()));
        Map<String, Object> exact = flows.database()
                .queryForMap(
                        "select coalesce(sum(packets), 0)::bigint as packets, coalesce(sum(bytes), 0)::bigint as bytes,"
                                + " (select count(distinct host) from unnest(array_agg(src_ip) || array_agg(dst_ip)) as host)"
                                + " as hosts from flows where window_start >= ?::timestamptz and window_start < ?::timestamptz"
                                + " and (" + question.condition() + ")",
                        question.from().toString(),
                        question.to().toString());
        String query = "?from=" + question.from() + "&to=" + question.to() + "&filter=" + encoded(question.filter())
                + "&limit=1000";
        JsonNode totals = server.rows("totals" + query).get(0);
        for (String figure : List.of("packets", "bytes", "hosts")) {
            assertThat(totals.get(figure).asLong())
                    .as("%s of %s", figure, query)
                    .isEqualTo(exact.get(figure));
        }
        assertThat(sum(server.rows("bytes-by-time" + query), "bytes")).as(query).isEqualTo(exact.get("bytes"));
        assertThat(sum(server.rows("protocols" + query), "packets")).as(query).isEqualTo(exact.get("packets"));
        assertThat(sum(server.rows("top-talkers" + query), "bytes_sent"))
                .as(query)
                .isEqualTo(exact.get("bytes"));
        assertThat(sum(server.rows("conversations" + query), "packets"))
                .as(query)
                .isEqualTo(exact.get("packets"));
        assertThat(sum(server.rows("host-map" + query), "packets"))
                .as(query)
                .isEqualTo(2 * (long) exact.get("packets"));
    }

    @RepeatedTest(60)
    void aPredicateMatchesWhatTheConditionMatches(RepetitionInfo repetition) {
        Random random = new Random(RandomFlows.SEED + 53L * repetition.getCurrentRepetition());
        // Only the database knows the named networks.
        RandomQuestion question = Stream.generate(() -> RandomQuestion.of(random))
                .filter(each -> !each.filter().matches(".*(net|role|site|tag) .*"))
                .findFirst()
                .orElseThrow();
        FlowFilter filter = FlowFilter.parse(question.filter());
        List<String> inSql = flows.database()
                .queryForList(
                        "select ctid::text || tableoid from flows where ctid::text || tableoid = any(?) and ("
                                + question.condition() + ")",
                        String.class,
                        (Object) someRows.stream().map(row -> row.get("id")).toArray(String[]::new));
        List<Object> inMemory = someRows.stream()
                .filter(row -> filter.matches(column -> fact(row, column)))
                .map(row -> row.get("id"))
                .toList();
        assertThat(inMemory).as(question.filter()).containsExactlyInAnyOrderElementsOf(inSql);
    }

    private static Object fact(Map<String, Object> row, String column) {
        if (column.endsWith("organization")) {
            Object system = row.get(column.replace("organization", "asn"));
            return system == null ? null : ORGANIZATIONS.get(system);
        }
        Object value = row.get(column);
        boolean isAddress = column.endsWith("_ip") || column.equals("next_hop");
        return isAddress && value != null ? IpAddress.parse((String) value) : value;
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts", "consumers", "extent", "exporters", "host?host=::1"})
    void whatIsNotFlowsTakesNoFilter(String path) throws Exception {
        HttpResponse<String> response =
                server.get("api/" + path + (path.contains("?") ? "&" : "?") + "filter=" + encoded("port = 1"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("Parameter filter cannot be used here");
    }

    @Test
    void aFilterThatSumsLackNeedsAShortRange() throws Exception {
        HttpResponse<String> response = server.get("api/totals?last=8d&filter=" + encoded("port = 1"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("Questions with port need a range of at most 7 days");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "by=colour | by must be fields of src.host, dst.host, src.network, dst.network, src.country",
                "by=host | by must be fields of src.host",
                "by=bytes | by must be fields of src.host",
                "by=protocol,protocol | by must be one to 3 different fields",
                "by=src.host,dst.host,src.country,protocol | by must be one to 3 different fields",
                "by=src_ip;drop%20table%20flows | by must be fields of src.host",
                "measure=bytes;-- | measure must be one of bytes, packets, flows, hosts, retransmissions, rtt-p50, rtt-p95",
                "last=8d&once=true | Questions with once need a range of at most 7 days",
                "once=maybe | once must be true or false",
                "rank=first | rank must be average, maximum, last or p95",
                "series=1 | series must be true or false",
                "series=true&limit=101 | limit must be at most 100",
                "compare=year | compare must be previous, day or week",
                "limit=1001 | limit must be an integer from 1 to 1000",
                "last=8d&by=dst.port | Questions with dst.port need a range of at most 7 days",
                "last=8d&measure=flows | Questions with flows need a range of at most 7 days",
                "last=8d&filter=name%20=%20a | Questions with name need a range of at most 7 days",
                "filter=colour%20=%201 | 'colour' at position 1, expected is a field",
                "filter=protocol%20=%20'x'%20or%201%20=%201 | ''x'' at position 12, expected is the name of a protocol",
                "colour=1 | There is no parameter colour"
            })
    void anInvalidQuestionIsRefusedWithASentence(String question, String sentence) throws Exception {
        HttpResponse<String> response = server.get("api/explore?" + question);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.body()).contains(sentence);
    }

    /** Values in odd forms are values for the database, or refused before. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host = ::ffff:192.0.2.1",
                "host = 2001:db8::1/32",
                "src.network = ::/0",
                "host = 10.0.0.1/8",
                "host = ::1%1",
                "host = 1::2::3",
                "host = 01.2.3.4",
                "bytes > 999999999999T",
                "bytes < 0.000001k",
                "asn = 4294967296",
                "port in 9-1",
                "name ~ \"\\\\%_'$1\"",
                "as ~ **********************************",
                "name = \"';drop table flows;--\""
            })
    void anyValueIsReadOrRefused(String filter) throws Exception {
        String encoded = URLEncoder.encode(filter, StandardCharsets.UTF_8);
        assertThat(server.get("api/explore?filter=" + encoded).statusCode()).isIn(200, 400);
    }
}
