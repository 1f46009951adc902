package io.wadi.web;

import io.vertx.ext.auth.User;
import io.wadi.database.Sql;
import java.io.IOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The bean {@code api-views}: keeps questions of the page /explore by name. Thread-safe. */
public final class SavedViews {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_QUERY = 2_000;
    private static final int MOST = 1_000;
    private static final Set<String> FIELDS = Set.of("name", "query");

    private final Clock clock;
    private final String user;
    private final JdbcClient reading;
    private final JdbcClient writing;

    /** All saved views. */
    public record Views(List<Map<String, Object>> rows) {}

    /**
     * Creates the bean.
     *
     * @param user name of whoever saves a view, if nobody has to log in
     */
    public SavedViews(Clock clock, String user, DataSource reading, DataSource writing) {
        this.clock = clock;
        this.user = user;
        this.reading = JdbcClient.create(reading);
        this.writing = JdbcClient.create(writing);
    }

    /**
     * Lists the views by name.
     *
     * @throws ApiRefusal if the request has parameters
     */
    public Views all(@Header(Exchange.HTTP_RAW_QUERY) String rawQuery) {
        new QueryString(rawQuery, Set.of());
        return rows(reading);
    }

    private static Views rows(JdbcClient database) {
        return new Views(Sql.file("views/all").on(database).query().listOfRows());
    }

    /**
     * Saves a view, replaces it, or removes it if the query is null, and lists all views then.
     *
     * @param body a JSON object with {@code name} and {@code query}
     * @throws ApiRefusal if the request is invalid, the view to remove does not exist, or there are {@value #MOST} views
     */
    public Views change(
            @Header(Exchange.HTTP_RAW_QUERY) String rawQuery,
            @Header(VertxPlatformHttpConstants.AUTHENTICATED_USER) User sender,
            @Body byte[] body) {
        new QueryString(rawQuery, Set.of());
        JsonBody view = json(body);
        String name = view.text("name", LONGEST_NAME);
        if (view.json().get("query").isNull()) {
            remove(name);
        } else {
            save(name, view.text("query", LONGEST_QUERY), Person.nameOf(sender, user));
        }
        return rows(writing);
    }

    private void save(String name, String query, String by) {
        Map<String, Object> parameters = Map.of(
                "name", name,
                "query", query,
                "now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
                "user", by,
                "most", MOST);
        if (Sql.file("views/save").on(writing, parameters).query().listOfRows().isEmpty()) {
            throw ApiRefusal.conflict("There are " + MOST + " saved views; remove one first");
        }
    }

    private void remove(String name) {
        if (Sql.file("views/remove")
                .on(writing, Map.of("name", name))
                .query()
                .listOfRows()
                .isEmpty()) {
            throw ApiRefusal.unknown("There is no saved view of this name");
        }
    }

    private static JsonBody json(byte[] body) {
        try {
            JsonBody json = JsonBody.read(body == null ? new byte[0] : body);
            if (json.fields().equals(FIELDS)) {
                return json;
            }
        } catch (IOException e) {
            // falls through to the sentence
        }
        throw new ApiRefusal("The body must be a JSON object with the fields \"name\" and \"query\" and no others");
    }
}
