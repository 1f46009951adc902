package io.wadi.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.ext.auth.User;
import java.io.IOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;

/** The bean {@code api-acknowledgements}: reads requests that acknowledge an alert. Thread-safe. */
public final class Acknowledgements {

    private static final Pattern PATH = Pattern.compile("/api/alerts/([0-9]{1,18})/acknowledge");
    private static final String BY = "by";
    private static final int LONGEST_NAME = 100;
    private static final Set<String> FIELDS = Set.of(BY);

    private final Clock clock;
    private final String user;

    /**
     * Creates the bean.
     *
     * @param user the user name for requests without one, if nobody has to log in
     */
    public Acknowledgements(Clock clock, String user) {
        this.clock = clock;
        this.user = user;
    }

    /**
     * Reads a request and returns the parameters for {@code sql/alerts}. It takes the alert from the path, because
     * Camel mixes the parameters of the path with the request's headers and query.
     *
     * @param body a JSON object with the user name in {@code by}, or nothing
     * @throws ApiRefusal if the request is invalid
     */
    public Map<String, Object> read(
            @Header(Exchange.HTTP_PATH) String path,
            @Header(Exchange.HTTP_RAW_QUERY) String rawQuery,
            @Header(VertxPlatformHttpConstants.AUTHENTICATED_USER) User sender,
            @Body byte[] body) {
        if (rawQuery != null && !rawQuery.isEmpty()) {
            throw new ApiRefusal("This request has no parameters; name the user in the body, {\"by\": \"…\"}");
        }
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw new ApiRefusal("An alert must be given by its number from /api/alerts");
        }
        return Map.of(
                "alert",
                Long.parseLong(matcher.group(1)),
                BY,
                by(body, Person.nameOf(sender, user)),
                "now",
                OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private static String by(byte[] body, String sender) {
        if (body == null || body.length == 0) {
            return sender;
        }
        JsonBody json = json(body);
        if (!json.json().isObject() || !FIELDS.containsAll(json.fields())) {
            throw new ApiRefusal("The body must be a JSON object with no field but \"by\"");
        }
        return json.fields().contains(BY) ? json.text(BY, LONGEST_NAME) : sender;
    }

    private static JsonBody json(byte[] body) {
        try {
            return JsonBody.read(body);
        } catch (JsonProcessingException e) {
            throw new ApiRefusal("The body is not JSON");
        } catch (IOException e) {
            throw new ApiRefusal("The body is not UTF-8");
        }
    }

    /**
     * Returns who acknowledged the alert, which may be another user's earlier request.
     *
     * @param alert its row; null if there is none
     * @throws ApiRefusal if the alert does not exist, or was closed before anybody acknowledged it
     */
    public Map<String, Object> answer(@Body Map<String, Object> alert) {
        if (alert == null) {
            throw ApiRefusal.unknown("This alert does not exist");
        }
        if (alert.get("acknowledged_at") == null) {
            throw ApiRefusal.conflict("The alert is closed; only open alerts can be acknowledged");
        }
        return alert;
    }
}
