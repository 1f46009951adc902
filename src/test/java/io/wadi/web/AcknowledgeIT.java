package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.detect.AlertBook;
import io.wadi.detect.DetectCounters;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Alerts are acknowledged over HTTP: once, with a name, and only from this server's own pages. */
class AcknowledgeIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "Content-Type";
    private static final String IS_JSON = "application/json";

    private static ApiServer server;
    private static JdbcTemplate database;
    private static AlertBook book;

    private long alert;

    @BeforeAll
    static void start() throws Exception {
        Settings settings = TestServers.withTables();
        database = new JdbcTemplate(ApiServer.writing(settings));
        book = new AlertBook(ApiServer.writing(settings), new DetectCounters());
        server = ApiServer.start(settings);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        database.update("truncate alerts, alert_events");
        alert = database.queryForObject(
                "insert into alerts (detection, severity, subject, title, opened_at, updated_at, last_seen, score,"
                        + " evidence) values ('own', 'low', 'a', 't', now(), now(), now(), 1, '{}') returning id",
                Long.class);
    }

    private static HttpRequest.Builder request(Object id, String body) {
        return HttpRequest.newBuilder(URI.create(server.url() + "api/alerts/" + id + "/acknowledge"))
                .POST(BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> acknowledge(Object id, String body) throws Exception {
        return server.send(request(id, body).header(TYPE, IS_JSON));
    }

    private List<String> changes() throws Exception {
        return book.pending().stream()
                .map(event -> event.change() + " by " + event.acknowledgedBy())
                .toList();
    }

    private void isUntouched() throws Exception {
        assertThat(changes()).isEmpty();
        assertThat(database.queryForMap("select * from alerts"))
                .containsEntry("acknowledged_at", null)
                .containsEntry("acknowledged_by", null);
    }

    @Test
    void theFirstOneCountsAndLaterOnesAreToldSo() throws Exception {
        HttpResponse<String> first = acknowledge(alert, "{\"by\": \" Ann Łęcka \"}");
        assertThat(first.statusCode()).isEqualTo(200);
        JsonNode answer = JSON.readTree(first.body());
        assertThat(answer.get("id").asLong()).isEqualTo(alert);
        assertThat(answer.get("acknowledged_by").asText()).isEqualTo("Ann Łęcka");
        assertThat(answer.get("acknowledged_at").asText()).isNotBlank();

        HttpResponse<String> second = acknowledge(alert, "{\"by\": \"bob\"}");
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(second.body())).isEqualTo(answer);
        assertThat(changes()).containsExactly("acknowledged by Ann Łęcka");
        assertThat(server.rows("alerts?last=1h").get(0).get("acknowledged_by").asText())
                .isEqualTo("Ann Łęcka");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}"})
    void whoeverDoesNotSayIsTheUser(String body) throws Exception {
        assertThat(acknowledge(alert, body).statusCode()).isEqualTo(200);
        assertThat(changes()).containsExactly("acknowledged by " + ApiServer.USER);
    }

    @Test
    void manyAtOnceAreOneChangeAndOneAnswer() throws Exception {
        List<CompletableFuture<String>> answers = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return acknowledge(alert, "{\"by\": \"p" + i + "\"}").body();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(changes()).hasSize(1);
    }

    @Test
    void anAlertThatIsOverCannotBeAcknowledgedButMayHaveBeen() throws Exception {
        database.update("update alerts set closed_at = now()");
        HttpResponse<String> late = acknowledge(alert, "");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(JSON.readTree(late.body()).get("error").asText()).startsWith("The alert is closed");
        isUntouched();

        database.update("update alerts set closed_at = null");
        acknowledge(alert, "");
        database.update("update alerts set closed_at = now()");
        assertThat(acknowledge(alert, "").statusCode()).isEqualTo(200);
    }

    @Test
    void unknownAlertsAreNotFound() throws Exception {
        HttpResponse<String> response = acknowledge(alert + 1, "{\"by\": \"ann\"}");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(response.body()).get("error").asText()).isEqualTo("This alert does not exist");
        isUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "9999999999999999999", "1%20or%201"})
    void whatIsNoNumberIsRefused(String id) throws Exception {
        assertThat(acknowledge(id, "").statusCode()).isEqualTo(400);
        isUntouched();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "[]",
                "5",
                "null",
                "{",
                "{} {}",
                "{\"by\": \"\"}",
                "{\"by\": 5}",
                "{\"by\": null}",
                "{\"by\": {\"by\": \"a\"}}",
                "{\"by\": \"a\\u0000b\"}",
                "{\"by\": \"a\", \"by\": \"b\"}",
                "{\"who\": \"ann\"}"
            })
    void nonsenseIsRefusedWithASentence(String body) throws Exception {
        HttpResponse<String> response = acknowledge(alert, body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(response.body()).get("error").asText()).isNotBlank();
        isUntouched();
    }

    @Test
    void longNamesAreRefused() throws Exception {
        assertThat(acknowledge(alert, "{\"by\": \"" + "x".repeat(101) + "\"}").statusCode())
                .isEqualTo(400);
        isUntouched();
    }

    /** Camel takes headers and parameters of the query for the path's. */
    @Test
    void thePathAloneNamesTheAlert() throws Exception {
        HttpRequest.Builder other = request(alert + 1, "").header(TYPE, IS_JSON).header("id", String.valueOf(alert));
        assertThat(server.send(other).statusCode()).isEqualTo(404);
        HttpRequest.Builder query = HttpRequest.newBuilder(
                        URI.create(server.url() + "api/alerts/" + (alert + 1) + "/acknowledge?id=" + alert))
                .POST(BodyPublishers.noBody())
                .header(TYPE, IS_JSON);
        assertThat(server.send(query).statusCode()).isEqualTo(400);
        isUntouched();
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://other.example, 403",
        "Origin, null, 403",
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, same-origin, 200",
        "X-Requested-With, curl, 200"
    })
    void pagesOfOtherSitesAreRefused(String header, String value, int status) throws Exception {
        HttpRequest.Builder request = request(alert, "").header(TYPE, IS_JSON).header(header, value);
        assertThat(server.send(request).statusCode()).isEqualTo(status);
        if (status == 403) {
            isUntouched();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"})
    void onlyJsonIsTaken(String type) throws Exception {
        assertThat(server.send(request(alert, "{\"by\": \"ann\"}").header(TYPE, type))
                        .statusCode())
                .isEqualTo(415);
        assertThat(server.send(request(alert, "")).statusCode()).isEqualTo(415);
        isUntouched();
    }

    @Test
    void readingChangesNothing() throws Exception {
        assertThat(server.get("api/alerts/" + alert + "/acknowledge").statusCode())
                .isIn(404, 405);
        isUntouched();
    }
}
