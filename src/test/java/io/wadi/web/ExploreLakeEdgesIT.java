package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.lake.StoredInLake;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import io.wadi.store.Retention;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Ranges of which the tables have a part, and lakes that cannot answer. */
class ExploreLakeEdgesIT {

    private static final Instant TODAY = Instant.now().truncatedTo(ChronoUnit.DAYS);

    private static final String FLOWS = """
        insert into flows (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets,
            bytes, first_seen, last_seen)
        select minute, inet '10.0.0.1' + (n % 9)::int, '198.51.100.1', 1000 + n % 5, 443, 'TCP', 'p', 'TLS', 1 + n % 7, 60 * (1 + n % 7),
            minute, minute + interval '50 s'
        from (select date_trunc('day', now(), 'UTC') - interval '8 days' + n * interval '3 minutes' as minute, n
            from generate_series(0, 8 * 480 - 1) as n) as flow
        """;

    private static final String ROLLUP = """
        insert into flows_%1$s
        select date_trunc('%1$s', window_start, 'UTC'), src_ip, dst_ip, protocol, sum(packets), sum(bytes), null, null,
            null, null
        from flows group by 1, 2, 3, 4
        """;

    /** An hour that the lake does not have as a whole. */
    private static final String MORE = """
        update flows_hour set packets = packets + 1
        where window_start = date_trunc('day', now(), 'UTC') - interval '95 hours' and src_ip = '10.0.0.2'
        """;

    /** Beginning and length in hours before midnight, and what else is asked. */
    private static final List<String> QUESTIONS = List.of(
            range(60, 24, "&by=src.port&series=true"),
            range(60, 30.5, "&by=src.port,dst.port&measure=flows&limit=3&compare=day"),
            range(40, 5, "&by=src.host&filter=src.port=1001&compare=day&series=true"),
            range(100.2, 0.1, "&by=src.host&series=true"),
            range(100.2, 0.1, "&by=src.host&series=true&compare=previous&measure=hosts"),
            range(20, 0.5, "&by=src.host&compare=week&series=true"),
            range(150, 18, "&by=probe&measure=flows&filter=src.host in 10.0.0.0/8 and not dst.port in (80, 8080)"));

    @TempDir
    private static Path folder;

    private static Settings settings;
    private static JdbcTemplate database;
    private static ApiServer server;
    private static Map<String, JsonNode> answers;

    private static String range(double hoursBefore, double hours, String more) {
        Instant from = TODAY.minusSeconds((long) (hoursBefore * 3_600));
        return "from=" + from + "&to=" + from.plusSeconds((long) (hours * 3_600)) + more.replace(" ", "%20");
    }

    @BeforeAll
    static void start() throws Exception {
        settings = TestServers.withTables();
        database = new JdbcTemplate(ApiServer.writing(settings));
        List.of(FLOWS, ROLLUP.formatted("hour"), ROLLUP.formatted("day")).forEach(database::execute);
        Instant first = TODAY.minus(Duration.ofDays(2));
        StoredInLake.store(ApiServer.writing(settings), folder.resolve("lake"), first.toString(), new Random(7));
        answers = new LinkedHashMap<>();
        try (ApiServer tables = ApiServer.start(settings)) {
            for (String question : QUESTIONS) {
                answers.put(question, answer(tables, question));
            }
        }
        settings.set("wadi.retention.flow-days", "2");
        settings.set("wadi.retention.hour-days", "5");
        settings.set("wadi.lake.enabled", "true");
        settings.set("wadi.lake.warehouse", folder.resolve("lake").toString());
        new Retention(ApiServer.writing(settings), settings).run();
        database.execute(MORE);
        server = ApiServer.start(settings);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode answer(ApiServer asked, String question) throws Exception {
        HttpResponse<String> response = asked.get("api/explore?" + question);
        assertThat(response.statusCode()).as(question + " " + response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private static String refusal(ApiServer asked, int status, String question) throws Exception {
        HttpResponse<String> response = asked.get("api/explore?" + question);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return response.body();
    }

    @Test
    void eachPartOfAPeriodComesFromWhereItIs() throws Exception {
        for (Map.Entry<String, JsonNode> asked : answers.entrySet()) {
            ObjectNode answer = (ObjectNode) answer(server, asked.getKey());
            assertThat(answer.remove("source").asText()).as(asked.getKey()).isEqualTo("lake");
            ObjectNode before = asked.getValue().deepCopy();
            before.remove("source");
            assertThat(answer).as(asked.getKey()).isEqualTo(before);
            assertThat(answer.at("/total/now/packets").asLong()).isPositive();
        }
    }

    @Test
    void aLakeWithoutAllOfItIsRefused() throws Exception {
        assertThat(refusal(server, 400, range(95.5, 1, "&by=src.port")))
                .contains("Flows of this range are only in the lake, which has not all packets from "
                        + TODAY.minus(Duration.ofHours(95)) + " to " + TODAY.minus(Duration.ofHours(94)))
                .contains("it began later, is behind, or an address was erased");
    }

    @Test
    void tooManyRowsAreRefused() throws Exception {
        settings.set("wadi.lake.most-rows", "8");
        try (ApiServer small = ApiServer.start(settings)) {
            assertThat(refusal(small, 400, range(90, 3, "&by=src.host&filter=src.port%3E0")))
                    .contains(
                            "The lake has more than 8 different flows for this question, as setting wadi.lake.most-rows");
            assertThat(answer(small, range(90, 3, "&by=src.port")).get("rows")).hasSize(5);
        } finally {
            settings.set("wadi.lake.most-rows", "2000000");
        }
    }

    @Test
    void eachReasonHasItsSentence() throws Exception {
        String question = range(90, 3, "&by=src.port");
        assertThat(refusal(server, 400, question + "&once=true"))
                .contains(
                        "see setting wadi.retention.flow-days. The lake may have them: ask on page /explore, without once");
        HttpResponse<String> totals = server.get("api/totals?" + range(90, 3, "&filter=src.port=1001"));
        assertThat(totals.body()).contains("The lake may have them: ask on page /explore");
        settings.set("wadi.lake.enabled", "false");
        try (ApiServer without = ApiServer.start(settings)) {
            assertThat(refusal(without, 400, question))
                    .contains("see setting wadi.retention.flow-days and wadi.lake.enabled\"");
        }
        settings.set("wadi.lake.enabled", "true");
        settings.set("wadi.lake.catalog", "http://127.0.0.1:1/");
        try (ApiServer away = ApiServer.start(settings)) {
            assertThat(refusal(away, 503, question))
                    .contains("Flows of this range are only in the lake, which cannot be read now; the log says why");
        } finally {
            settings.set("wadi.lake.catalog", "");
        }
    }
}
