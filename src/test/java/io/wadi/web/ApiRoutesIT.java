package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.net.FreePort;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Status, headers and errors of the API and the page, independent of the figures. */
class ApiRoutesIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static ApiServer server;

    @BeforeAll
    static void start() throws Exception {
        Settings settings = TestServers.withTables();
        KnownFlows.store(settings);
        server = ApiServer.start(settings);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersAreJsonThatNobodyKeeps() throws Exception {
        HttpResponse<String> response = server.get("api/totals");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .contains("'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/totals", "api/totals?last=never", "api/openapi.json", "api/capture"})
    void noHeaderOfCamelsComesInOrOut(String path) throws Exception {
        HttpResponse<String> response = server.send(HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("CamelSqlQuery", "select 1")
                .header("CamelHttpResponseCode", "418")
                .header("grain", "nonsense")
                .header("X-Mine", "mine"));
        assertThat(response.statusCode()).isIn(200, 400);
        assertThat(response.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase().startsWith("camel"))
                .doesNotContain("x-mine", "grain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"last=never", "host=nobody", "unknown=1", "from=5&to=4"})
    void nonsenseIsRefusedWithASentence(String query) throws Exception {
        HttpResponse<String> response = server.get("api/conversations?" + query);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(response.body()).get("error").asText()).isNotBlank();
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void aHostIsToBeNamedWhereItIsAboutOne() throws Exception {
        assertThat(server.get("api/host-peers").body()).contains("Parameter host is missing");
    }

    @Test
    void onlyGetIsAnswered() throws Exception {
        HttpRequest.Builder post = HttpRequest.newBuilder(URI.create(server.url() + "api/totals"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(server.send(post).statusCode()).isIn(404, 405);
        assertThat(server.get("api/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void theDatabaseIsAwayAndTheCaptureStillAnswers() throws Exception {
        Settings settings = Settings.load();
        settings.set("wadi.database.url", "jdbc:postgresql://127.0.0.1:" + FreePort.find() + "/none");
        try (ApiServer alone = ApiServer.start(settings)) {
            HttpResponse<String> response = alone.get("api/totals");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(JSON.readTree(response.body()).get("error").asText()).startsWith("The database does not answer");
            assertThat(alone.get("api/capture").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void thePageComesWithItsPolicyAndIsAskedForAnew() throws Exception {
        HttpResponse<String> page = server.get("");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .contains("default-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.body()).doesNotContain("style=", "onclick=").doesNotContain("http:", "https:");
        for (String file : new String[] {"app.js", "app.css", "theme.js", "icon.svg", "world.json", "licences.txt"}) {
            assertThat(server.get(file).statusCode()).as(file).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../application.properties", "%2e%2e/application.properties", "routes/", ".hidden", "no"})
    void nothingElseOfTheClassPathIsServed(String path) throws Exception {
        assertThat(server.get(path).statusCode()).isEqualTo(404);
    }
}
