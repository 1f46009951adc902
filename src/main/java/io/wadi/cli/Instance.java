package io.wadi.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** A running Wadi, as its pages under {@code /observe} show it. */
final class Instance {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    /** HTTP/1.1, since the JDK's client and the server sometimes lose a request after an upgrade to HTTP/2. */
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final String address;
    private final String credentials;

    /** The one at the address that the settings name; {@code 0.0.0.0} is asked for on this machine. */
    Instance(Settings settings) {
        String host = settings.get("wadi.http.host");
        String asked = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
        address = "http://" + (asked.contains(":") ? "[" + asked + "]" : asked) + ":" + settings.get("wadi.http.port");
        String user = settings.get("wadi.http.user");
        credentials = user.isEmpty() ? "" : user + ":" + settings.get("wadi.http.password");
    }

    /** Where it is. */
    String address() {
        return address;
    }

    /** What its health checks say. */
    JsonNode health() throws InterruptedException {
        try {
            JsonNode health = new ObjectMapper().readTree(get("/observe/health"));
            if (health.path("status").isTextual()) {
                return health;
            }
        } catch (JsonProcessingException e) {
            // falls through to the sentence
        }
        throw new CommandException("What answers at " + address + " is no Wadi: its health page says no status");
    }

    /** Its counters. */
    List<Figure> figures() throws InterruptedException {
        return Figure.parse(get("/observe/metrics"));
    }

    private String get(String page) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + page)).timeout(PATIENCE);
        if (!credentials.isEmpty()) {
            byte[] plain = credentials.getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(plain));
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == UNAUTHORIZED) {
                throw new CommandException("Wadi at " + address
                        + " asks for a password: set wadi.http.user and wadi.http.password as it has them");
            }
            if (response.statusCode() == NOT_FOUND) {
                throw new CommandException("What answers at " + address + " has no page " + page + ": it is no Wadi");
            }
            return response.body();
        } catch (IOException e) {
            throw new CommandException("No Wadi answers at " + address
                    + ": start one, or say where it is with --set wadi.http.host=… and wadi.http.port=…");
        }
    }
}
