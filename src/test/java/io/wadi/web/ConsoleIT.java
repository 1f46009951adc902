package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.faults.LogLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP server on loopback, without a user. */
class ConsoleIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 10_000;

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(
                        Map.of("wadi.http.max-body-bytes", "" + MOST_BYTES, "wadi.http.requests-per-second", "1000"))
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void livenessSaysThatTheProcessLives() throws Exception {
        HttpResponse<String> response = server.get("/observe/health/live?exposureLevel=full&data=true&stackTrace=true");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(response.body())).isEqualTo(JSON.readTree("{\"status\":\"UP\"}"));
    }

    @Test
    void readinessNamesTheDatabaseThatDoesNotAnswer() throws Exception {
        await().untilAsserted(() -> {
            HttpResponse<String> response = server.get("/observe/health/ready");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body())
                    .contains("The database jdbc:postgresql://localhost:5432/wadi does not answer")
                    .doesNotContain("stackTrace", "password");
        });
        JsonNode checks = JSON.readTree(server.get("/observe/health").body()).path("checks");
        assertThat(checks.findValuesAsText("name")).contains("context", "database", "route:ticking");
    }

    @Test
    void metricsAreForPrometheus() throws Exception {
        HttpResponse<String> response = server.get("/observe/metrics");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(response.body()).contains("jvm_memory_used_bytes{", "process_cpu_usage", "routeId=\"ticking\"");
    }

    /** Else a browser shows the page of a session that has ended, and never the form to log in. */
    @ParameterizedTest
    @CsvSource({
        "/hawtio/, no-cache",
        "/hawtio/index.html, no-cache",
        "/hawtio/camel, no-cache",
        "/hawtio/user, no-store"
    })
    void browsersAskForHawtioAgain(String path, String caching) throws Exception {
        HttpResponse<String> first = server.get(path);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().allValues("Cache-Control")).containsExactly(caching);
    }

    @Test
    void monitorsMayAskForTheHeadOfHawtio() throws Exception {
        HttpResponse<String> head = server.send(server.request("/hawtio/").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        head = server.send(server.request("/hawtio/user").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void hawtioIsServedWithItsPages() throws Exception {
        assertThat(server.get("/hawtio").headers().firstValue("Location")).contains("/hawtio/");
        assertThat(server.get("/hawtio/").body()).contains("<base href=\"/hawtio/\">");
        assertThat(server.get("/hawtio/camel/routes").body()).contains("<base href=\"/hawtio/\">");
        assertThat(server.get("/hawtio/user").body()).isEqualTo("\"public\"");
        assertThat(server.get("/hawtio/no/such.js").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../etc/passwd",
                "/hawtio/../../etc/passwd",
                "/hawtio/..%2f..%2f..%2fetc/passwd",
                "/hawtio/%2e%2e/%2E%2E/etc/passwd",
                "/hawtio/..%5c..%5cetc/passwd",
                "/hawtio/static/..;/..;/etc/passwd",
                "/application.properties",
                "/hawtio/%00"
            })
    void noPathLeadsOutOfTheConsole(String path) throws IOException {
        assertThat(status("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .isBetween(400, 499);
    }

    /** As it stands, which java.net.http would not send. */
    private static int status(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return Integer.parseInt(in.readLine().split(" ")[1]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/echo", "/hawtio/jolokia", "/observe/health", "/hawtio/"})
    void longBodiesAreRefused(String path) throws Exception {
        assertThat(server.post(path, "x".repeat(MOST_BYTES + 1)).statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/echo", "/hawtio/jolokia"})
    void longBodiesAreRefusedWithoutALengthToo(String path) throws Exception {
        byte[] body = "x".repeat(MOST_BYTES * 2).getBytes(StandardCharsets.US_ASCII);
        int status = server.send(
                        server.request(path).POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body))))
                .statusCode();
        assertThat(status).isEqualTo(413);
    }

    @Test
    void bodiesWithinTheLimitPass() throws Exception {
        HttpResponse<String> response = server.post("/api/echo", "x".repeat(MOST_BYTES));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).hasSize(MOST_BYTES);
    }

    @Test
    void longAddressesAndHeadersAreRefused() throws IOException {
        String long10k = "a".repeat(10_000);
        assertThat(status("GET /" + long10k + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .isEqualTo(414);
        assertThat(status("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + long10k + "\r\n\r\n"))
                .isEqualTo(431);
        assertThat(status("nonsense\r\n\r\n")).isEqualTo(400);
    }

    /** What a page of another site gets that points its own name at this machine. */
    @Test
    void anotherNameThanLocalhostIsRefused() throws IOException {
        assertThat(status("GET /observe/metrics HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                .isEqualTo(421);
        assertThat(status("GET /observe/metrics HTTP/1.1\r\nHost: localhost:1\r\n\r\n"))
                .isEqualTo(200);
        assertThat(status("GET /observe/metrics HTTP/1.1\r\nHost: [::1]\r\n\r\n"))
                .isEqualTo(200);
    }

    @Test
    void jolokiaReads() throws Exception {
        JsonNode answer =
                jolokia("{\"type\":\"read\",\"mbean\":\"java.lang:type=Memory\",\"attribute\":\"HeapMemoryUsage\"}");
        assertThat(answer.at("/value/used").asLong()).isPositive();
        assertThat(jolokia(
                                "{\"type\":\"read\",\"mbean\":\"java.lang:type=Runtime\",\"attribute\":\"SystemProperties\"}")
                        .path("status")
                        .asInt())
                .isEqualTo(403);
    }

    private static JsonNode jolokia(String request) throws Exception {
        HttpResponse<String> response = server.post("/hawtio/jolokia", request);
        assertThat(response.statusCode()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"write\",\"mbean\":\"java.lang:type=Memory\",\"attribute\":\"Verbose\",\"value\":true}",
                "{\"type\":\"WRITE\",\"mbean\":\"java.lang:type=Memory\",\"attribute\":\"Verbose\",\"value\":true}",
                "[{\"type\":\"version\"},{\"type\":\"write\",\"mbean\":\"java.lang:type=Memory\",\"attribute\":\"Verbose\"}]",
                "{\"type\":\"notification\"}",
                "[[]]",
                "3"
            })
    void jolokiaWritesAreRefused(String request) throws Exception {
        HttpResponse<String> response = server.post("/hawtio/jolokia", request);
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(JSON.readTree(response.body()).path("error").asText()).contains("allowed");
    }

    @Test
    void jolokiaIsNotAskedForWhatIsNoName() throws Exception {
        for (String path : List.of("search/%5B", "search/a:b", "read/x", "read/a:b=1%2C/State")) {
            HttpResponse<String> answer = server.get("/hawtio/jolokia/" + path);
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(answer.body()).contains("is no name of MBeans");
        }
        HttpResponse<String> answer =
                server.post("/hawtio/jolokia", "[{\"type\":\"version\"},{\"type\":\"read\",\"mbean\":\"[\"}]");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(server.get("/hawtio/jolokia/search/java.lang:*").statusCode())
                .isEqualTo(200);
        assertThat(server.get("/hawtio/jolokia/search").statusCode()).isEqualTo(200);
    }

    @Test
    void jolokiaChangesNothingByGet() throws Exception {
        String route = "org.apache.camel:context=wadi,name=%22ticking%22,type=routes";
        assertThat(server.get("/hawtio/jolokia/exec/" + route + "/stop()").statusCode())
                .isEqualTo(403);
        assertThat(server.get("/hawtio//jolokia/exec/" + route + "/stop()").statusCode())
                .isEqualTo(403);
        assertThat(server.get("/hawtio/jolokia/write/java.lang:type=Memory/Verbose/true")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.get("/hawtio/jolokia/read/java.lang:type=Memory/Verbose")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void jolokiaRefusesPagesOfOtherSites() throws Exception {
        String stop = "{\"type\":\"version\"}";
        assertThat(jolokiaFrom("Origin", "http://evil.example", stop)).isEqualTo(403);
        assertThat(jolokiaFrom("Origin", "http://127.0.0.1:1", stop)).isEqualTo(403);
        assertThat(jolokiaFrom("Origin", "null", stop)).isEqualTo(403);
        assertThat(jolokiaFrom("Sec-Fetch-Site", "cross-site", stop)).isEqualTo(403);
        assertThat(jolokiaFrom("Origin", "http://127.0.0.1:" + server.port(), stop))
                .isEqualTo(200);
        assertThat(server.send(server.request("/hawtio/jolokia").DELETE()).statusCode())
                .isEqualTo(405);
        assertThat(server.post("/hawtio/jolokia", "no json").statusCode()).isEqualTo(400);
        assertThat(server.post("/hawtio/jolokia", "").statusCode()).isBetween(400, 499);
    }

    @Test
    void whatJolokiasGuardRefusesIsALineOfTheAudit() throws Exception {
        String exec = "/hawtio/jolokia/exec/java.lang:type=Memory/gc";
        try (LogLines audit = new LogLines("io.wadi.audit")) {
            server.get(exec);
            server.send(server.request("/hawtio/jolokia").DELETE());
            jolokiaFrom("Origin", "http://evil.example", "{\"type\":\"version\"}");
            await().untilAsserted(() -> assertThat(audit.lines())
                    .contains(
                            "nobody from 127.0.0.1: GET " + exec + " 403",
                            "nobody from 127.0.0.1: DELETE /hawtio/jolokia 405",
                            "nobody from 127.0.0.1: POST /hawtio/jolokia 403"));
        }
    }

    /** Without a login, nothing else tells them from the user. */
    @Test
    void otherSitesCannotChangeAnything() throws Exception {
        assertThat(echoFrom("Origin", "http://evil.example")).isEqualTo(403);
        assertThat(echoFrom("Origin", "null")).isEqualTo(403);
        assertThat(echoFrom("Sec-Fetch-Site", "cross-site")).isEqualTo(403);
        assertThat(echoFrom("Origin", "http://127.0.0.1:" + server.port())).isEqualTo(200);
    }

    private static int echoFrom(String header, String value) throws Exception {
        return server.send(server.request("/api/echo").header(header, value).POST(BodyPublishers.ofString("x")))
                .statusCode();
    }

    private static int jolokiaFrom(String header, String value, String body) throws Exception {
        return server.send(
                        server.request("/hawtio/jolokia").header(header, value).POST(BodyPublishers.ofString(body)))
                .statusCode();
    }
}
