package io.wadi.geoip;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on the loopback interface with prepared answers, which records requests. */
final class FileServer implements AutoCloseable {

    /** What it answers. {@code length} differs from the body's for one that is cut off. */
    record Answer(int status, byte[] body, long length, Map<String, String> headers) {

        static Answer of(int status, byte[] body) {
            return new Answer(status, body, body.length, Map.of());
        }

        static Answer redirect(String location) {
            return new Answer(302, new byte[0], 0, Map.of("Location", location));
        }
    }

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    FileServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    FileServer with(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Path, authorization and time of the copy of the client, of each request. */
    List<String> requests() {
        return requests;
    }

    private void handle(HttpExchange request) throws IOException {
        String path = request.getRequestURI().getPath();
        requests.add(path + " " + request.getRequestHeaders().getFirst("Authorization") + " "
                + request.getRequestHeaders().getFirst("If-Modified-Since"));
        Answer answer = answers.getOrDefault(path, Answer.of(404, new byte[0]));
        answer.headers().forEach(request.getResponseHeaders()::set);
        request.sendResponseHeaders(answer.status(), answer.length() == 0 ? -1 : answer.length());
        try (request) {
            request.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
