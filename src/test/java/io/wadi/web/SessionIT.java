package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.faults.LogLines;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in by the form, and what each role may by the cookie of the session. */
class SessionIT {

    private static final String EXEC = "{\"type\": \"exec\", \"mbean\": \"org.apache.camel:context=wadi,"
            + "name=\\\"ticking\\\",type=routes\", \"operation\": \"reset()\"}";

    @TempDir
    private static Path folder;

    private static TestServer server;

    /** What a browser keeps of a session. */
    private record Session(String id, String token) {

        HttpRequest.Builder request(String path) {
            return server.request(path)
                    .header("Cookie", "wadi-session=" + id + "; XSRF-TOKEN=" + token)
                    .header("Content-Type", "application/json");
        }

        HttpResponse<String> get(String path) throws Exception {
            return server.send(request(path));
        }

        HttpResponse<String> post(String path, String body) throws Exception {
            return server.send(request(path).header("X-XSRF-TOKEN", token).POST(BodyPublishers.ofString(body)));
        }
    }

    @BeforeAll
    static void start() throws Exception {
        Path file = Files.writeString(folder.resolve("users"), TestUsers.FILE);
        server = new TestServer(Map.of(
                        "wadi.http.host",
                        "0.0.0.0",
                        "wadi.http.users",
                        file.toString(),
                        "wadi.http.user",
                        TestServer.USER,
                        "wadi.http.password",
                        TestServer.PASSWORD,
                        "wadi.http.requests-per-second",
                        "1000"))
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> login(String body) throws Exception {
        return server.send(server.request("/login")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Waits while there are too many attempts. */
    private static HttpResponse<String> login(String user, String password) {
        String body = "{\"user\": \"%s\", \"password\": \"%s\"}".formatted(user, password);
        return await().until(() -> login(body), answer -> answer.statusCode() != 429);
    }

    private static Session session(String user) {
        HttpResponse<String> answer = login(user, TestUsers.PASSWORDS.get(user));
        assertThat(answer.statusCode()).isEqualTo(204);
        List<String> cookies = answer.headers().allValues("set-cookie");
        return new Session(value(cookies, "wadi-session"), value(cookies, "XSRF-TOKEN"));
    }

    private static String value(List<String> cookies, String name) {
        return cookies.stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "vera, 403, 403, 403",
        "otto, 200, 403, 403",
        "ada, 200, 200, 404",
        "olga, 200, 200, 404",
    })
    void eachRoleMayWhatItMay(String user, int operate, int execute, int other) throws Exception {
        Session session = session(user);
        for (String path : new String[] {"/api/echo", "/hawtio/", "/hawtio/jolokia/version", "/observe/metrics"}) {
            assertThat(session.get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(session.get("/hawtio/user").body()).isEqualTo("\"" + user + "\"");
        assertThat(session.post("/api/echo", "{}").statusCode()).isEqualTo(operate);
        assertThat(session.post("/hawtio/jolokia", EXEC).statusCode()).isEqualTo(execute);
        assertThat(session.post("/observe/none", "{}").statusCode()).isIn(other, 405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/echo", "/hawtio/jolokia", "/logout", "/observe/none"})
    void noOtherSiteCanSendAChange(String path) throws Exception {
        Session session = session("ada");
        for (String token : new String[] {null, "", "x", session("ada").token()}) {
            HttpRequest.Builder request = session.request(path).POST(BodyPublishers.ofString(EXEC));
            if (token != null) {
                request.header("X-XSRF-TOKEN", token);
            }
            HttpResponse<String> answer = server.send(request);
            assertThat(answer.statusCode()).as(token).isEqualTo(403);
            assertThat(answer.body()).contains("X-XSRF-TOKEN");
        }
        assertThat(session.get("/api/echo").statusCode()).isEqualTo(200);
    }

    @Test
    void noScriptReadsTheIdAndNoOtherSiteSendsIt() {
        List<String> cookies = login("vera", "viewer-word").headers().allValues("set-cookie");
        assertThat(cookies).hasSize(2).allMatch(cookie -> cookie.contains("; SameSite=Strict"));
        assertThat(cookies)
                .filteredOn(cookie -> cookie.toLowerCase(Locale.ROOT).contains("; httponly"))
                .singleElement()
                .asString()
                .startsWith("wadi-session=");
        assertThat(cookies).noneMatch(cookie -> cookie.contains("Secure"));
    }

    @Test
    void theCookieIsSecureIfThePageIsEncrypted() {
        String body = "{\"user\": \"vera\", \"password\": \"viewer-word\"}";
        HttpResponse<String> answer = await().until(
                        () -> server.send(server.request("/login")
                                .header("Content-Type", "application/json")
                                .header("Origin", "https://127.0.0.1:" + server.port())
                                .POST(BodyPublishers.ofString(body))),
                        sent -> sent.statusCode() != 429);
        assertThat(answer.headers().allValues("set-cookie")).hasSize(2).allMatch(cookie -> cookie.contains("; Secure"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/theme.js", "/login.html", "/icon.svg"})
    void filesOfTheFormAreOpenForReadingOnly(String path) throws Exception {
        assertThat(server.get(path).statusCode()).isEqualTo(200);
        assertThat(server.post(path, "{}").statusCode()).isEqualTo(401);
        assertThat(server.send(server.request(path).method("OPTIONS", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void theSessionEndsWithTheLogout() throws Exception {
        Session session = session("vera");
        HttpResponse<String> answer = session.post("/logout", "");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().allValues("set-cookie"))
                .hasSize(2)
                .allMatch(cookie -> cookie.contains("Max-Age=0"));
        assertThat(session.get("/api/echo").statusCode()).isEqualTo(401);
    }

    /** Hawtio's "Log out" opens this page. */
    @Test
    void hawtiosLogoutEndsTheSessionAndLeadsToTheForm() throws Exception {
        Session session = session("vera");
        assertThat(server.send(session.request("/hawtio/auth/logout")
                                .header("Sec-Fetch-Site", "cross-site")
                                .GET())
                        .headers()
                        .allValues("set-cookie"))
                .isEmpty();
        assertThat(session.get("/api/echo").statusCode()).isEqualTo(200);
        HttpResponse<String> answer = session.get("/hawtio/auth/logout");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/login?to=%2Fhawtio%2F");
        assertThat(session.get("/api/echo").statusCode()).isEqualTo(401);
        assertThat(session.get("/hawtio/auth/logout").statusCode()).isEqualTo(303);
    }

    @Test
    void aLoginEndsTheFormerSession() throws Exception {
        Session former = session("vera");
        String body = "{\"user\": \"otto\", \"password\": \"operator-word\"}";
        await().until(
                        () -> server.send(former.request("/login").POST(BodyPublishers.ofString(body)))
                                .statusCode(),
                        status -> status == 204);
        assertThat(former.get("/api/echo").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "{}",
                "{\"user\": \"vera\"}",
                "{\"user\": \"vera\", \"password\": 7}",
                "{\"user\": \"vera\", \"password\": \"viewer-word\", \"more\": \"\"}"
            })
    void aBodyOfAnotherFormIsRefused(String body) {
        HttpResponse<String> answer = await().until(() -> login(body), refused -> refused.statusCode() != 429);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\\\"user\\\" and \\\"password\\\"");
    }

    @ParameterizedTest
    @CsvSource({"vera, operator-word", "nobody, viewer-word", "vera, ''", "olga, viewer-word"})
    void aWrongPasswordIsRefused(String user, String password) {
        HttpResponse<String> answer = login(user, password);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"error\":\"User or password is wrong\"}");
        assertThat(answer.headers().allValues("set-cookie")).isEmpty();
    }

    @Test
    void otherSitesCannotLogIn() throws Exception {
        String body = "{\"user\": \"vera\", \"password\": \"viewer-word\"}";
        assertThat(server.send(server.request("/login")
                                .header("Content-Type", "application/json")
                                .header("Sec-Fetch-Site", "cross-site")
                                .POST(BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.post("/login", body).statusCode()).isEqualTo(415);
        assertThat(login("{\"user\": \"" + "x".repeat(5_000) + "\"}").statusCode())
                .isEqualTo(413);
    }

    @Test
    void manyAttemptsAreRefused() {
        assertThat(IntStream.range(0, 200).anyMatch(attempt -> status("{}") == 429))
                .isTrue();
    }

    private static int status(String body) {
        try {
            return login(body).statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoOpensAPageComesToTheForm() throws Exception {
        HttpResponse<String> page = server.send(server.request("/hawtio/?a=b").header("Accept", "text/html,*/*"));
        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(page.headers().firstValue("Location")).contains("/login?to=%2Fhawtio%2F%3Fa%3Db");
        HttpResponse<String> question =
                server.send(server.request("/explore?by=name&last=24h").header("Accept", "text/html,*/*"));
        assertThat(question.headers().firstValue("Location")).contains("/login?to=%2Fexplore%3Fby%3Dname%26last%3D24h");
        assertThat(server.get("/login").body()).contains("<form id=\"login\">");
        for (String path : new String[] {"/login.js", "/login.css", "/theme.js", "/icon.svg"}) {
            assertThat(server.get(path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void scriptsOfThePagesGetNoDialogOfTheBrowser() throws Exception {
        HttpResponse<String> gone = new Session("gone", "x").get("/api/echo");
        assertThat(gone.statusCode()).isEqualTo(401);
        assertThat(gone.headers().firstValue("WWW-Authenticate")).isEmpty();
        HttpResponse<String> ended =
                server.send(server.request("/api/echo").header("X-Requested-With", "XMLHttpRequest"));
        assertThat(ended.statusCode()).isEqualTo(401);
        assertThat(ended.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(server.get("/api/echo").headers().firstValue("WWW-Authenticate"))
                .isPresent();
    }

    @Test
    void eachLoginIsALineOfTheAudit() {
        try (LogLines audit = new LogLines("io.wadi.audit")) {
            session("vera");
            login("vera", "wrong");
            await().untilAsserted(() -> assertThat(audit.lines())
                    .contains(
                            "vera (viewer) from 127.0.0.1: POST /login 204", "nobody from 127.0.0.1: POST /login 401"));
        }
    }
}
