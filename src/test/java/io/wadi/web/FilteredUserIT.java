package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.faults.LogLines;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import io.wadi.web.OpenApi.Described;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users who may see a part of the traffic only: no answer of any path has anything of the rest. */
class FilteredUserIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> REFUSED =
            Set.of("/api/alerts", "/api/capture", "/api/consumers", "/api/exporters", "/api/views");
    private static final Set<String> OF_STORED = Set.of("/api/host", "/api/extent");

    /** A user, the filter in the language and in SQL. */
    private record Part(String user, String filter, String condition) {}

    private static final Part OF_SUMS = new Part(
            "vera",
            "src.country = DE and dst.host in 198.51.100.0/31",
            "coalesce(src_country, '') = 'DE' and dst_ip <<= '198.51.100.0/31'");
    private static final Part OF_WINDOWS = new Part(
            "dora",
            "src.port = 1 and name ~ \"a*\" or packets > 4",
            "(coalesce(src_port, 0) = 1 and coalesce(name, '') like 'a%' or packets > 4)");

    private static final String SOME_DAY = "?from=2026-03-09T00:00:00Z&to=2026-03-10T00:00:00Z";

    private static RandomFlows flows;
    private static Pipeline pipeline;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Settings settings = TestServers.withTables();
        flows = RandomFlows.store(settings);
        ExploreIT.MORE_FACTS.forEach(flows.database()::execute);
        ExploreIT.nameNetworks(settings, folder);
        flows.database().execute("analyze");
        String hash = TestUsers.VERA.replaceAll("^vera:|:viewer$", "");
        Path users = Files.writeString(
                folder.resolve("users"),
                "vera:%1$s:viewer:%2$s\ndora:%1$s:viewer:%3$s\notto:%1$s:viewer:host in 10.0.0.0/8 and port = 443\n"
                        .formatted(hash, OF_SUMS.filter, OF_WINDOWS.filter));
        settings.set("wadi.http.users", users.toString());
        settings.set("wadi.http.user", TestServer.USER);
        settings.set("wadi.http.password", TestServer.PASSWORD);
        settings.set("wadi.http.enabled", "true");
        settings.set("wadi.http.port", "0");
        settings.set("wadi.http.requests-per-second", "100000");
        pipeline = new Pipeline(settings, EnumSet.of(Stage.API), TestServers.cache()).serving();
        pipeline.start();
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    private static HttpResponse<String> send(String user, String path, String body) throws Exception {
        String password = user.equals(TestServer.USER) ? TestServer.PASSWORD : "viewer-word";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(pipeline.address() + path.substring(1)))
                .header("Authorization", TestServer.basic(user, password))
                .header("Content-Type", "application/json")
                .method(
                        body == null ? "GET" : "POST",
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String filter) {
        return "&filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    /** Every path that the description has. */
    private static Set<Described> paths() {
        return OpenApi.load().all().stream()
                .map(each -> new Described(each.method(), each.path(), 200))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Addresses and names that only flows outside the part have. */
    private static List<String> outside(Part part) {
        return flows.database().queryForList("""
            select word from flows as f
                cross join unnest(array[host(src_ip), host(dst_ip), name, src_country, dst_country]) as word
            where word is not null
            except
            select word from flows as f
                cross join unnest(array[host(src_ip), host(dst_ip), name, src_country, dst_country]) as word
            where %s
            """.formatted(part.condition), String.class);
    }

    @RepeatedTest(4)
    void eachPathAnswersThePartOnly(RepetitionInfo repetition) throws Exception {
        Random random = new Random(RandomFlows.SEED + 71L * repetition.getCurrentRepetition());
        for (Part part : List.of(OF_SUMS, OF_WINDOWS)) {
            RandomQuestion question = RandomQuestion.of(random);
            List<String> outside = outside(part);
            for (Described each : paths()) {
                String body = askAndCompare(part, question, each, RandomFlows.host(random));
                assertThat(outside).as(each + " of " + part.user).noneMatch(word -> body.contains("\"" + word + "\""));
            }
        }
    }

    private static String askAndCompare(Part part, RandomQuestion question, Described each, String host)
            throws Exception {
        String path = each.path();
        if (each.method().equals("POST") || REFUSED.contains(path)) {
            HttpResponse<String> refused =
                    send(part.user, path.replace("{id}", "1"), each.method().equals("POST") ? "{}" : null);
            assertThat(refused.statusCode()).as(path).isEqualTo(403);
            return refused.body();
        }
        if (OF_STORED.contains(path)) {
            return path.endsWith("host") ? host(part, question, host) : extent(part);
        }
        String query = path.equals("/api/explore")
                ? question.parameters().replaceFirst("&filter=.*", "")
                : question.range() + "&limit=1000";
        String more = path.endsWith("host-peers") ? "&host=" + host : path.endsWith("interfaces") ? "&probe=p" : "";
        if (path.endsWith(".json")) {
            return send(part.user, path, null).body();
        }
        HttpResponse<String> mine = send(part.user, path + "?" + query + more + encoded(question.filter()), null);
        String both = "(" + question.filter() + ") and (" + part.filter + ")";
        HttpResponse<String> asked = send(TestServer.USER, path + "?" + query + more + encoded(both), null);
        assertThat(mine.statusCode()).as(path).isEqualTo(asked.statusCode()).isIn(200, 400);
        assertThat(JSON.readTree(mine.body()))
                .as(path + "?" + query + more + both)
                .isEqualTo(JSON.readTree(asked.body()));
        return mine.body();
    }

    private static String host(Part part, RandomQuestion question, String host) throws Exception {
        HttpResponse<String> answer = send(part.user, "/api/host?" + question.range() + "&host=" + host, null);
        if (answer.statusCode() == 400) {
            assertThat(part).isEqualTo(OF_WINDOWS);
            return answer.body();
        }
        JsonNode rows = JSON.readTree(answer.body()).get("rows");
        Map<String, Object> exact = flows.database()
                .queryForMap(
                        "select count(*) as flows, coalesce(sum(packets) filter (where src_ip = ?::inet), 0)::bigint as sent from flows"
                                + " where ?::inet in (src_ip, dst_ip) and window_start >= ?::timestamptz"
                                + " and window_start < ?::timestamptz and " + part.condition,
                        host,
                        host,
                        question.from().toString(),
                        question.to().toString());
        assertThat(rows).hasSize((long) exact.get("flows") > 0 ? 1 : 0);
        assertThat(rows.path(0).path("packets_sent").asLong()).isEqualTo(exact.get("sent"));
        return answer.body();
    }

    /** A part that only windows have is looked for in seven days, as all its ranges are limited to that. */
    private static String extent(Part part) throws Exception {
        boolean isOfWindows = part.equals(OF_WINDOWS);
        String answer = send(part.user, "/api/extent" + (isOfWindows ? SOME_DAY : ""), null)
                .body();
        Map<String, Object> exact = flows.database()
                .queryForMap("select to_char(min(window_start) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24') as first,"
                        + " to_char((max(window_start) + interval '1 hour') at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24') as last"
                        + " from flows where " + part.condition
                        + (isOfWindows
                                ? " and window_start >= '2026-03-03 00:00Z' and window_start < '2026-03-10 00:00Z'"
                                : ""));
        JsonNode row = JSON.readTree(answer).at("/rows/0");
        assertThat(row.get("earliest").asText()).startsWith((String) exact.get("first"));
        assertThat(row.get("latest").asText()).startsWith((String) exact.get("last"));
        return answer;
    }

    @Test
    void theRestIsRefused() throws Exception {
        for (String path : List.of(
                "/hawtio/",
                "/hawtio/jolokia/version",
                "/observe/metrics",
                "/observe/health",
                "/api/totals/",
                "/api/",
                "/x")) {
            HttpResponse<String> answer = send("vera", path, null);
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.body()).contains("vera may see a part of the traffic only");
        }
        for (String path : List.of("/", "/explore", "/app.js")) {
            assertThat(send("vera", path, null).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void whatIsRefusedIsInTheAudit() throws Exception {
        try (LogLines audit = new LogLines("io.wadi.audit")) {
            send("vera", "/observe/metrics", null);
            await().untilAsserted(() ->
                    assertThat(audit.lines()).contains("vera (viewer) from 127.0.0.1: GET /observe/metrics 403"));
        }
    }

    /** Reports of the same flow outside the part would decide which one counts. */
    @Test
    void aFlowCountsOnceOnlyIfAllItsReportsAreOfThePart() throws Exception {
        for (String path : List.of("/api/totals?", "/api/explore?by=probe&")) {
            HttpResponse<String> refused = send("dora", path + "last=1h&once=true", null);
            assertThat(refused.statusCode()).as(path).isEqualTo(400);
            assertThat(refused.body()).contains("once cannot be used").contains("by name");
            assertThat(send("otto", path + "last=1h&once=true", null).statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src.host = 10.0.0.1) or (src.host != 10.0.0.9",
                "country = US) or true",
                "host = 10.0.0.1 --",
                "\") or (\"",
            })
    void noFilterLeadsOut(String filter) throws Exception {
        assertThat(send("vera", "/api/totals?last=1h" + encoded(filter), null).statusCode())
                .isEqualTo(400);
    }
}
