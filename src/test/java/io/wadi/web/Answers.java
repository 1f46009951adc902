package io.wadi.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.web.OpenApi.Described;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends requests to running servers and collects the answers. Thread-safe. */
final class Answers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RAW =
            Pattern.compile("HTTP/1.1 ([0-9]{3}).*?\r\ncontent-type: ([a-z/]+).*?\r\n\r\n(.*)", Pattern.DOTALL);

    private static final int PATIENCE_MILLIS = 60_000;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Answer> all = new CopyOnWriteArrayList<>();

    /**
     * What a server answered.
     *
     * @param described as which of the described answers it counts, by its status
     * @param request what was asked
     * @param type its Content-Type
     */
    record Answer(Described described, String request, String type, String body) {

        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    List<Answer> all() {
        return all;
    }

    /** Asks for a path of the description, with a query. */
    Answer get(String server, String path, String query) throws Exception {
        return send(
                HttpRequest.newBuilder(URI.create(server + path.substring(1) + (query.isEmpty() ? "" : "?" + query))),
                path);
    }

    /** Sends a request to a path of the description. */
    Answer send(HttpRequest.Builder builder, String path) throws Exception {
        HttpRequest request =
                builder.timeout(Duration.ofMillis(PATIENCE_MILLIS)).build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return keep(new Answer(
                new Described(request.method(), path, response.statusCode()),
                request.uri().toString(),
                response.headers().firstValue("Content-Type").orElse("none").split(";")[0],
                response.body()));
    }

    /** Asks this machine by another name, which no client would send. */
    Answer raw(int port, Described asked, String host) throws IOException {
        String path = asked.path().replace("{id}", "1");
        String request = asked.method() + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher parts = RAW.matcher(response);
            if (!parts.matches()) {
                throw new IOException("no answer: " + response);
            }
            Described given = new Described(asked.method(), asked.path(), Integer.parseInt(parts.group(1)));
            return keep(new Answer(given, request, parts.group(2), parts.group(3)));
        }
    }

    private Answer keep(Answer answer) {
        all.add(answer);
        return answer;
    }
}
