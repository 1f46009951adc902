package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Questions are saved by name, replaced and removed, only from this server's own pages. */
class SavedViewsIT {

    private static ApiServer server;
    private static JdbcTemplate database;

    @BeforeAll
    static void start() throws Exception {
        Settings settings = TestServers.withTables();
        database = new JdbcTemplate(ApiServer.writing(settings));
        server = ApiServer.start(settings);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void clear() {
        database.update("truncate saved_views");
    }

    private static HttpResponse<String> send(String body) throws Exception {
        return server.send(ViewRequests.of(server.url(), body));
    }

    private static JsonNode rows(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body()).get("rows");
    }

    @Test
    void aViewIsSavedReplacedAndRemoved() throws Exception {
        rows(send(ViewRequests.save("To Brazil; drop table saved_views", "by=src.host&filter=dst.country+%3D+BR")));
        JsonNode saved = rows(send(ViewRequests.save(" after ", "by=protocol")));
        assertThat(saved.findValuesAsText("name")).containsExactly("after", "To Brazil; drop table saved_views");
        assertThat(saved.findValuesAsText("saved_by")).containsOnly(ApiServer.USER);
        assertThat(server.rows("views")).isEqualTo(saved);

        JsonNode replaced = rows(send(ViewRequests.save("after", "by=dst.host")));
        assertThat(replaced.findValuesAsText("query"))
                .containsExactly("by=dst.host", "by=src.host&filter=dst.country+%3D+BR");
        assertThat(rows(send(ViewRequests.remove("after"))).findValuesAsText("name"))
                .containsExactly("To Brazil; drop table saved_views");
        assertThat(send(ViewRequests.remove("after")).statusCode()).isEqualTo(404);
    }

    @Test
    void thereAreAThousandAtMost() throws Exception {
        ViewRequests.fill(database);
        assertThat(send(ViewRequests.save("one more", "by=protocol")).statusCode())
                .isEqualTo(409);
        rows(send(ViewRequests.save("n7", "by=src.host")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"name\": \"a\"}",
                "{\"name\": 1, \"query\": \"b\"}",
                "{\"name\": \" \", \"query\": \"b\"}",
                "{\"name\": \"a\", \"query\": \"\"}",
                "{\"name\": \"a\\u0000\", \"query\": \"b\"}",
                // The database would store half a surrogate pair as another name; U+202E reverses the text after it.
                "{\"name\": \"a\\ud800\", \"query\": \"b\"}",
                "{\"name\": \"a\\u202e\", \"query\": \"b\"}",
                "{\"name\": \"a\", \"query\": \"b\\udfff\"}",
                "{\"name\": \"a\", \"query\": \"b\", \"by\": \"c\"}",
                "{\"name\": \"a\", \"name\": \"a\", \"query\": \"b\"}",
                "{\"name\": \"a\", \"query\": \"b\"} more"
            })
    void whatIsNoViewIsRefused(String body) throws Exception {
        assertThat(send(body).statusCode()).as(body).isEqualTo(400);
        assertThat(server.rows("views")).isEmpty();
    }

    @Test
    void anotherSiteChangesNothing() throws Exception {
        String body = ViewRequests.save("a", "b");
        assertThat(server.send(ViewRequests.of(server.url(), body).header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(ViewRequests.of(server.url(), body).setHeader("Content-Type", "text/plain"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(server.rows("views")).isEmpty();
    }
}
