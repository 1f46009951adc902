package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wadi.faults.LogLines;
import io.wadi.settings.SettingException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each role of the users file on each kind of path. */
class UserRolesIT {

    private static final String USERS = TestUsers.FILE;
    private static final Map<String, String> PASSWORDS = TestUsers.PASSWORDS;
    private static final String READ =
            "{\"type\": \"read\", \"mbean\": \"java.lang:type=Runtime\", \"attribute\": \"Uptime\"}";
    private static final String EXEC =
            "[{\"type\": \"version\"}, {\"type\": \"exec\", \"mbean\": \"org.apache.camel:context=wadi,name=\\\"ticking\\\","
                    + "type=routes\", \"operation\": \"reset()\"}]";

    /** Nobody may reset statistics. */
    private static final String AUDIT_OF_EXEC = "ada (admin) from 127.0.0.1: POST /hawtio/jolokia 200"
            + " (reset() of org.apache.camel:context=wadi,name=\"ticking\",type=routes: 403)";

    @TempDir
    private static Path folder;

    private static Path file;
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        file = Files.writeString(folder.resolve("users"), USERS);
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

    private static HttpResponse<String> send(String user, String password, String path, String body) throws Exception {
        return server.send(server.request(path)
                .header("Authorization", TestServer.basic(user, password))
                .header("Content-Type", "application/json")
                .method(
                        body == null ? "GET" : "POST",
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(String user, String path, String body) throws Exception {
        return send(user, PASSWORDS.get(user), path, body);
    }

    @ParameterizedTest
    @CsvSource({
        "vera, 403, 403, 403",
        "otto, 200, 403, 403",
        "ada, 200, 200, 404",
        "olga, 200, 200, 404",
    })
    void eachRoleMayWhatItMay(String user, int operate, int execute, int other) throws Exception {
        for (String path : new String[] {"/api/echo", "/hawtio/", "/hawtio/jolokia/version", "/observe/metrics"}) {
            assertThat(send(user, path, null).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(send(user, "/hawtio/jolokia", READ).body()).contains("\"status\":200");
        assertThat(send(user, "/hawtio/user", null).body()).isEqualTo("\"" + user + "\"");
        assertThat(send(user, "/api/echo", "{}").statusCode()).isEqualTo(operate);
        assertThat(send(user, "/hawtio/jolokia", EXEC).statusCode()).isEqualTo(execute);
        for (String path : new String[] {"/hawtio/elsewhere", "/observe/none", "/hawtio/jolokia/../none"}) {
            assertThat(send(user, path, "{}").statusCode()).as(path).isIn(other, 400, 405);
        }
    }

    /** What Hawtio draws routes with is executed, but changes nothing. */
    @ParameterizedTest
    @CsvSource({
        "dumpRoutesAsXml(), context, wadi, 200",
        "dumpRoutesStatsAsXml, context, wadi, 200",
        "isUpdateRouteEnabled(), routes, ticking, 200",
        "addOrUpdateRoutesFromXml, context, wadi, 403",
        "stop(), routes, ticking, 403",
    })
    void whatOnlyShowsIsForAll(String operation, String type, String name, int status) throws Exception {
        String exec = "{\"type\": \"exec\", \"mbean\": \"org.apache.camel:context=wadi,type=" + type + ",name=\\\""
                + name + "\\\"\", \"operation\": \"" + operation + "\"}";
        for (String user : new String[] {"vera", "otto"}) {
            assertThat(send(user, "/hawtio/jolokia", exec).statusCode()).isEqualTo(status);
        }
        assertThat(send("vera", "/hawtio/jolokia", exec.replace("org.apache.camel:", "io.wadi:"))
                        .statusCode())
                .isEqualTo(403);
    }

    /** Jolokia would execute the request in the parameter instead of that in the path. */
    @ParameterizedTest
    @ValueSource(strings = {"?p=", "/?p=", "/version?p=", "?x=1;p=", "?%70=", "?P=", "?maxDepth=2&p="})
    void noParameterHasAWholeRequest(String parameter) throws Exception {
        String suspend = "/hawtio/jolokia" + parameter
                + "exec/org.apache.camel:context=wadi,type=routes,name=%22ticking%22/suspend()";
        for (String user : new String[] {"vera", "otto", "ada"}) {
            assertThat(send(user, suspend, null).statusCode()).isEqualTo(400);
            assertThat(send(user, suspend, READ).statusCode()).isEqualTo(400);
        }
        assertThat(send("vera", "/hawtio/jolokia/read/java.lang:type=Runtime/Uptime?maxDepth=2", null)
                        .body())
                .contains("\"status\":200");
        assertThat(server.main().getCamelContext().getRouteController().getRouteStatus("ticking"))
                .isEqualTo(ServiceStatus.Started);
    }

    /** Whoever has no login could fill the memory with requests that are never finished. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/hawtio/jolokia", "/hawtio/jolokia/", "/hawtio/jolokia/exec", "/hawtio/jolokiaX", "/hawtio/x"})
    void noBodyIsReadWithoutALogin(String path) throws Exception {
        for (String body : new String[] {"no JSON", READ, EXEC}) {
            assertThat(server.post(path, body).statusCode()).as(body).isEqualTo(401);
        }
    }

    @Test
    void whoIsMissingIsSaid() throws Exception {
        assertThat(send("vera", "/api/echo", "{}").body())
                .isEqualTo("{\"error\":\"This needs role operator; vera has role viewer\"}");
        assertThat(send("otto", "/hawtio/jolokia", EXEC).body())
                .isEqualTo("{\"error\":\"This needs role admin; otto has role operator\"}");
    }

    @Test
    void theBodyArrivesAlsoWhileThePasswordIsChecked() throws Exception {
        String body = "x".repeat(200_000);
        Files.writeString(file, USERS + "# forgets who is known\n");
        await().untilAsserted(
                        () -> assertThat(send("otto", "/api/echo", body).body()).isEqualTo(body));
    }

    @ParameterizedTest
    @CsvSource({"vera, operator-word", "nobody, viewer-word", "vera, ''", "'', viewer-word", "VERA, viewer-word"})
    void aWrongPasswordIsRefused(String user, String password) throws Exception {
        assertThat(send(user, password, "/api/echo", null).statusCode()).isEqualTo(401);
    }

    @Test
    void aPasswordLongerThanBcryptReadsIsRefused() throws Exception {
        assertThat(send("vera", "viewer-word" + "\0".repeat(70), "/api/echo", null)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void eachChangeIsALineOfTheAudit() throws Exception {
        try (LogLines audit = new LogLines("io.wadi.audit")) {
            send("vera", "/api/echo", null);
            send("vera", "/hawtio/jolokia", READ);
            send("vera", "/api/echo", "{}");
            send("ada", "/hawtio/jolokia", EXEC);
            await().untilAsserted(() -> assertThat(audit.lines())
                    .contains("vera (viewer) from 127.0.0.1: POST /api/echo 403", AUDIT_OF_EXEC)
                    // A line is written after the answer, so those of other tests may follow.
                    .noneMatch(line -> line.contains(": GET ")
                            || line.startsWith("vera") && line.endsWith("POST /hawtio/jolokia 200")));
        }
    }

    @Test
    void theServerFollowsTheFileAndKeepsTheUsersOfAWrongOne() throws Exception {
        assertThat(send("vera", "/api/echo", null).statusCode()).isEqualTo(200);
        replace("otto:wrong:operator\n");
        await().untilAsserted(
                        () -> assertThat(send("ada", "/observe/health", null).body())
                                .contains("line 1 is not NAME:BCRYPT-HASH:ROLE")
                                .doesNotContain("otto:wrong"));
        assertThat(send("vera", "/api/echo", null).statusCode()).isEqualTo(200);
        replace(USERS.replace("vera", "verena"));
        await().untilAsserted(() ->
                assertThat(send("vera", "/api/echo", null).statusCode()).isEqualTo(401));
        assertThat(send("verena", "viewer-word", "/api/echo", null).statusCode())
                .isEqualTo(200);
        replace(USERS);
        await().untilAsserted(() ->
                assertThat(send("vera", "/api/echo", null).statusCode()).isEqualTo(200));
    }

    private static void replace(String text) throws Exception {
        Path written = Files.writeString(folder.resolve("users.new"), text);
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a:b:viewer | line 1 is not NAME:BCRYPT-HASH:ROLE",
                "a:$2b$04$abcdefghijklmnopqrstuup/hkb8tmuJs0Nr2QEXdeSasZ6FdbJS6:root | with role viewer, operator or admin",
                "a:!:operator:country = DE | line 1 has a filter, which only a viewer can have",
                "a:!:viewer:contry = DE | line 1: The filter",
                "a:!:viewer: | line 1: The filter",
                "# none | it has no user"
            })
    void aWrongFileIsRefusedAtTheStart(String text, String problem) throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong"), text + "\n");
        assertThatThrownBy(() -> UsersFile.read(wrong))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(problem);
        assertThatThrownBy(() -> UsersFile.read(folder.resolve("missing")))
                .hasMessageContaining("it cannot be read (NoSuchFileException)");
    }
}
