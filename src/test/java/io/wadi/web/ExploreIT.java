package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares answers to questions with plain SQL over the rows of table flows, a part of whose sums is pending. */
class ExploreIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String LATE_FLOWS = """
        insert into flows (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets,
            bytes, first_seen, last_seen, src_country, dst_country)
        select window_start, src_ip, dst_ip, src_port, dst_port, transport, 'late', protocol, packets + 1, bytes + 77,
            first_seen, last_seen, src_country, dst_country
        from flows where src_ip = '10.0.0.3'
        """;
    private static final String PENDING = """
        insert into pending_batches (sums, window_starts, src_ips, dst_ips, protocols, packets, bytes, src_countries,
            dst_countries, src_asns, dst_asns, first_seen, last_seen, named_ips, names, places, country_codes,
            country_names, cities, latitudes, longitudes, asns, organizations, database_dates)
        select count(*), array_agg(extract(epoch from window_start)::bigint), array_agg(host(src_ip)),
            array_agg(host(dst_ip)), array_agg(protocol), array_agg(packets), array_agg(bytes),
            array_agg(src_country), array_agg(dst_country), array_agg(null::bigint), array_agg(null::bigint),
            array_agg((extract(epoch from first_seen) * 1000000)::bigint),
            array_agg((extract(epoch from last_seen) * 1000000)::bigint),
            '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}'
        from flows where probe = 'late'
        """;

    /** Filters, and the same conditions as a user of SQL would write them. */
    private static final String[][] FILTERS = {
        {"", "true"},
        {"host = 10.0.0.2", "inet '10.0.0.2' in (src_ip, dst_ip)"},
        {"src.host != 10.0.0.3", "src_ip <> '10.0.0.3'"},
        {"dst.host in 198.51.100.0/31", "host(dst_ip) in ('198.51.100.0', '198.51.100.1')"},
        {"country = us", "src_country is not distinct from 'US' or dst_country is not distinct from 'US'"},
        {"not src.country = DE", "src_country is distinct from 'DE'"},
        {
            "protocol not in (TLS, \"HTTP\") and (dst.country = FR or src.country = DE)",
            "protocol <> 'TLS' and protocol <> 'HTTP' and (coalesce(dst_country, '') = 'FR' or"
                    + " coalesce(src_country, '') = 'DE')"
        }
    };

    private static final String[] FIELDS = {"src.host", "dst.host", "src.country", "dst.country", "protocol"};
    private static final String[] COLUMNS = {"host(src_ip)", "host(dst_ip)", "src_country", "dst_country", "protocol"};

    private static ApiServer server;
    private static RandomFlows flows;

    @BeforeAll
    static void start() throws Exception {
        Settings settings = TestServers.settings();
        flows = RandomFlows.store(settings);
        flows.database().execute(LATE_FLOWS);
        flows.database().execute(PENDING);
        server = ApiServer.start(settings);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @RepeatedTest(40)
    void answersAreThoseOfTheRows(RepetitionInfo repetition) throws Exception {
        Random random = new Random(RandomFlows.SEED + repetition.getCurrentRepetition());
        String[] range = RandomFlows.range(random);
        String[] filter = FILTERS[random.nextInt(FILTERS.length)];
        List<Integer> by = random.ints(0, FIELDS.length)
                .distinct()
                .limit(1 + random.nextInt(3))
                .boxed()
                .toList();
        String order = random.nextBoolean() ? "bytes" : "packets";
        int limit = 1 + random.nextInt(6);
        String fields = String.join(",", by.stream().map(field -> FIELDS[field]).toList());
        String question = "from=" + range[0] + "&to=" + range[1] + "&by=" + fields + "&order=" + order + "&limit="
                + limit + "&filter=" + URLEncoder.encode(filter[0], StandardCharsets.UTF_8) + "&compare=previous";
        JsonNode answer = ask(question);
        List<String> expected = expected(range, filter[1], by, order);
        List<String> given = new ArrayList<>();
        long[] sums = new long[4];
        for (JsonNode row : answer.get("rows")) {
            long[] figures = figures(row);
            Arrays.setAll(sums, i -> sums[i] + figures[i]);
            if (!row.get("other").asBoolean()) {
                given.add(row.get("values") + " " + Arrays.toString(figures));
            }
        }
        assertThat(given).as(question).hasSize(Math.min(limit, expected.size())).isSubsetOf(expected);
        assertThat(rank(given, order))
                .as(question)
                .isEqualTo(rank(expected, order).subList(0, given.size()));
        assertThat(answer.get("rows")).hasSize(Math.min(limit + 1, expected.size()));
        assertThat(sums).as(question).isEqualTo(total(expected));
    }

    private static JsonNode ask(String question) throws Exception {
        HttpResponse<String> response = server.get("api/explore?" + question);
        assertThat(response.statusCode())
                .as("%s: %s", question, response.body())
                .isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static long[] figures(JsonNode row) {
        return new long[] {
            row.get("packets").asLong(),
            row.get("bytes").asLong(),
            row.get("former_packets").asLong(),
            row.get("former_bytes").asLong()
        };
    }

    /** All groups of both ranges, most first. */
    private static List<String> expected(String[] range, String condition, List<Integer> by, String order) {
        Instant from = Instant.parse(range[0]);
        String former =
                from.minus(Duration.between(from, Instant.parse(range[1]))).toString();
        String values =
                String.join(",", by.stream().map(field -> COLUMNS[field]).toList());
        String now = " filter (where window_start >= '" + from + "'), 0)::bigint";
        String then = " filter (where window_start < '" + from + "'), 0)::bigint";
        int ranked = order.equals("packets") ? 0 : 1;
        return flows.database()
                .query(
                        "select jsonb_build_array(" + values + ")::text, coalesce(sum(packets)" + now
                                + ", coalesce(sum(bytes)" + now + ", coalesce(sum(packets)" + then
                                + ", coalesce(sum(bytes)" + then + " from flows where window_start >= '" + former
                                + "' and window_start < '" + range[1] + "' and (" + condition + ") group by " + values
                                + " order by " + (ranked + 2) + " desc, " + (ranked + 4) + " desc",
                        (row, number) -> row.getString(1).replace(", ", ",") + " ["
                                + row.getLong(2) + ", " + row.getLong(3) + ", " + row.getLong(4) + ", "
                                + row.getLong(5) + "]");
    }

    private static List<Long> rank(List<String> groups, String order) {
        return groups.stream()
                .map(group -> figures(group)[order.equals("packets") ? 0 : 1])
                .toList();
    }

    private static long[] figures(String group) {
        String list = group.substring(group.lastIndexOf('[') + 1, group.length() - 1);
        return Arrays.stream(list.split(", ")).mapToLong(Long::parseLong).toArray();
    }

    private static long[] total(List<String> groups) {
        long[] sums = new long[4];
        for (String group : groups) {
            long[] figures = figures(group);
            Arrays.setAll(sums, i -> sums[i] + figures[i]);
        }
        return sums;
    }

    /** So that the comparison above includes pending sums. */
    @Test
    void someSumsArePending() {
        assertThat(flows.database().queryForObject("select count(*) from pending_flows", Long.class))
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "by=colour | by must be fields of src.host, dst.host, src.country, dst.country, protocol",
                "by=host | by must be fields of src.host",
                "by=protocol,protocol | by must be one to 3 different fields",
                "by=src.host,dst.host,src.country,protocol | by must be one to 3 different fields",
                "by=src_ip;drop%20table%20flows | by must be fields of src.host",
                "order=bytes;-- | order must be bytes or packets",
                "compare=year | compare must be previous, day or week",
                "limit=1001 | limit must be an integer from 1 to 1000",
                "filter=colour%20=%201 | 'colour' at position 1, expected is a field",
                "filter=protocol%20=%20'x'%20or%201%20=%201 | ''x'' at position 12, expected is the name of a protocol",
                "colour=1 | There is no parameter colour"
            })
    void anInvalidQuestionIsRefusedWithASentence(String question, String sentence) throws Exception {
        HttpResponse<String> response = server.get("api/explore?" + question);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(JSON.readTree(response.body()).get("error").asText()).contains(sentence);
    }

    /** Addresses in odd forms are values for the database, or refused before. */
    @ParameterizedTest
    @CsvSource({"::ffff:192.0.2.1", "2001:db8::1/32", "::/0", "0.0.0.0/0", "10.0.0.1/8", "::1%1", "1::2::3", "01.2.3.4"
    })
    void anyAddressIsReadOrRefused(String address) throws Exception {
        String filter = URLEncoder.encode("host = " + address, StandardCharsets.UTF_8);
        assertThat(server.get("api/explore?filter=" + filter).statusCode()).isIn(200, 400);
    }
}
