package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wadi.faults.LogLines;
import io.wadi.settings.SettingException;
import io.wadi.settings.Settings;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy that names the user in a header, and everybody else who does. */
class TrustedProxyIT {

    private static final String USER = "X-Forwarded-Email";
    private static final String ROLES = "X-Forwarded-Groups";

    @TempDir
    private static Path folder;

    private static TestServer trusting;
    private static TestServer doubting;

    @BeforeAll
    static void start() throws Exception {
        trusting = server("192.0.2.0/24, 127.0.0.1");
        doubting = server("192.0.2.0/24,2001:db8::/32");
    }

    private static TestServer server(String proxies) throws Exception {
        Path users = Files.writeString(
                folder.resolve("users"),
                TestUsers.FILE + "olaf@example.org:!:operator\ndora@example.org:!:viewer:src.country = DE\n"
                        + "jörg@example.org:!:viewer:src.country = DE\n");
        return new TestServer(Map.of(
                        "wadi.http.host",
                        "0.0.0.0",
                        "wadi.http.users",
                        users.toString(),
                        "wadi.http.proxy-user-header",
                        USER,
                        "wadi.http.proxy-role-header",
                        ROLES,
                        "wadi.http.proxy-addresses",
                        proxies,
                        "wadi.http.requests-per-second",
                        "1000"))
                .start();
    }

    @AfterAll
    static void stop() {
        trusting.close();
        doubting.close();
    }

    private static HttpResponse<String> send(TestServer server, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = server.request(path)
                .header("Content-Type", "application/json")
                .method(
                        body == null ? "GET" : "POST",
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return server.send(request.headers(headers));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "olaf@example.org | staff | 200 | 200",
                "vera | admin | 200 | 403",
                "eva@example.org | staff, viewer | 200 | 403",
                "eva@example.org | viewer,operator,staff | 200 | 200",
                "ada | none | 200 | 200",
                "dora@example.org | admin | 403 | 403",
                "Dora@Example.org | viewer | 403 | 403",
                "VERA | admin | 403 | 403",
                "eva@example.org | staff | 403 | 403",
                "eva@example.org | Admin | 403 | 403",
            })
    void theProxyNamesUserAndRole(String user, String roles, int reading, int changing) throws Exception {
        String[] headers = {USER, user, ROLES, roles};
        assertThat(send(trusting, "/api/echo", null, headers).statusCode()).isEqualTo(reading);
        assertThat(send(trusting, "/api/echo", "{}", headers).statusCode()).isEqualTo(changing);
    }

    @Test
    void whoHasNoRoleIsToldSo() throws Exception {
        assertThat(send(trusting, "/api/echo", null, USER, "eva").body())
                .isEqualTo("{\"error\":\"eva has no role: neither the users file nor the proxy says one\"}");
        assertThat(send(trusting, "/api/echo", null, USER, "Vera", ROLES, "admin")
                        .body())
                .isEqualTo("{\"error\":\"Vera has no role: the users file has this name in other letters\"}");
    }

    @Test
    void whoHasNoRoleIsInTheAudit() throws Exception {
        try (LogLines audit = new LogLines("io.wadi.audit")) {
            send(trusting, "/api/echo", "{}", USER, "eva");
            await().untilAsserted(() ->
                    assertThat(audit.lines()).contains("eva (no role) from 127.0.0.1: POST /api/echo 403"));
        }
    }

    @ParameterizedTest
    @CsvSource({"/logout", "/api/echo", "/hawtio/jolokia", "/observe/none"})
    void otherSitesCannotSendChangesThroughTheProxy(String path) throws Exception {
        for (String[] sign : new String[][] {{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}}) {
            HttpResponse<String> answer = send(trusting, path, "{}", USER, "ada", sign[0], sign[1]);
            assertThat(answer.statusCode()).as(sign[0]).isEqualTo(403);
            assertThat(answer.body()).contains("Only pages of this server may send requests");
        }
    }

    @Test
    void otherSitesCannotSendChangesByAPasswordThatTheBrowserKnows() throws Exception {
        String[] ada = {"Authorization", TestServer.basic("ada", "admin-word"), "Origin", "https://evil.example"};
        assertThat(send(doubting, "/api/echo", "{}", ada).statusCode()).isEqualTo(403);
        assertThat(send(doubting, "/api/echo", null, ada).statusCode()).isEqualTo(200);
        ada[3] = "http://127.0.0.1:" + doubting.port();
        assertThat(send(doubting, "/api/echo", "{}", ada).statusCode()).isEqualTo(200);
    }

    /** As UTF-8 the name is that of the users file, whose filter refuses the path; as Latin-1 it is none. */
    @ParameterizedTest
    @CsvSource({"UTF-8, 403", "ISO-8859-1, 401"})
    void aNameIsReadAsUtf8(String encoding, int status) throws Exception {
        String request = "GET /api/echo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + USER
                + ": jörg@example.org\r\n" + ROLES + ": viewer\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", trusting.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(encoding));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 " + status);
            assertThat(answer.contains("jörg@example.org may see a part of the traffic only"))
                    .isEqualTo(status == 403);
        }
    }

    @Test
    void theHeaderDoesNotCountFromElsewhere() throws Exception {
        double before = ignored();
        try (LogLines log = new LogLines(TrustedProxy.class.getName())) {
            assertThat(send(doubting, "/api/echo", null, USER, "ada").statusCode())
                    .isEqualTo(401);
            assertThat(send(
                                    doubting,
                                    "/api/echo",
                                    "{}",
                                    USER,
                                    "ada",
                                    "Authorization",
                                    TestServer.basic("vera", "viewer-word"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(log.lines()).allMatch(line -> line.startsWith("Ignored header " + USER + " from 127.0.0.1"));
        }
        assertThat(ignored()).isGreaterThanOrEqualTo(before + 2);
    }

    private static double ignored() throws Exception {
        String metrics = send(
                        doubting, "/observe/metrics", null, "Authorization", TestServer.basic("ada", "admin-word"))
                .body();
        return metrics.lines()
                .filter(line -> line.startsWith("wadi_http_proxy_ignored_total "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "x y\tz"})
    void aNameThatIsNoneDoesNotCount(String name) throws Exception {
        assertThat(send(trusting, "/api/echo", null, USER, name, ROLES, "admin").statusCode())
                .isEqualTo(401);
    }

    @Test
    void twoNamesDoNotCount() throws Exception {
        assertThat(send(trusting, "/api/echo", null, USER, "ada", USER, "vera").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aUserOfTheProxyHasNoPassword() throws Exception {
        for (String password : List.of("", "!", "x")) {
            assertThat(send(
                                    trusting,
                                    "/api/echo",
                                    null,
                                    "Authorization",
                                    TestServer.basic("olaf@example.org", password))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void theCookieIsSecureIfTheProxyEncrypts() throws Exception {
        String body = "{\"user\": \"vera\", \"password\": \"viewer-word\"}";
        assertThat(send(trusting, "/login", body, "X-Forwarded-Proto", "https")
                        .headers()
                        .allValues("set-cookie"))
                .hasSize(2)
                .allMatch(cookie -> cookie.contains("; Secure"));
        assertThat(send(doubting, "/login", body, "X-Forwarded-Proto", "https")
                        .headers()
                        .allValues("set-cookie"))
                .hasSize(2)
                .noneMatch(cookie -> cookie.contains("Secure"));
    }

    @Test
    void aHeaderWithoutAddressesIsRefusedAtTheStart() {
        Settings settings = Settings.load();
        settings.set("wadi.http.proxy-role-header", ROLES);
        assertThatThrownBy(() -> HttpAccess.of(settings))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("needs wadi.http.proxy-user-header");
        settings.set("wadi.http.proxy-user-header", USER);
        assertThatThrownBy(() -> HttpAccess.of(settings)).hasMessageContaining("needs wadi.http.proxy-addresses");
        settings.set("wadi.http.proxy-addresses", "::1");
        assertThat(HttpAccess.of(settings).isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "proxy.example", "10.0.0.1,,::1"})
    void addressesThatAreNoneAreRefused(String addresses) {
        Settings settings = Settings.load();
        settings.set("wadi.http.proxy-addresses", addresses);
        assertThatThrownBy(() -> HttpAccess.of(settings)).isInstanceOf(SettingException.class);
    }
}
