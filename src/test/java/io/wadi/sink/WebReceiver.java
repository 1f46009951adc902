package io.wadi.sink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/** A web server that records requests, and can answer the first ones with errors. */
final class WebReceiver implements AutoCloseable {

    private final HttpServer server;
    private final Collection<String> accepted = new ConcurrentLinkedQueue<>();
    private final Set<String> queries = new ConcurrentSkipListSet<>();
    private final ToIntFunction<String> status;
    private final byte[] answer;

    WebReceiver(int refusals, String answer) throws IOException {
        this(firstBusy(new AtomicInteger(refusals)), answer);
    }

    /** One whose status depends on what it gets. */
    WebReceiver(ToIntFunction<String> status, String answer) throws IOException {
        this(0, status, answer);
    }

    /** One at a port. */
    WebReceiver(int port, ToIntFunction<String> status) throws IOException {
        this(port, status, "ok");
    }

    private WebReceiver(int port, ToIntFunction<String> status, String answer) throws IOException {
        this.status = status;
        this.answer = answer.getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    private static ToIntFunction<String> firstBusy(AtomicInteger refusals) {
        return body -> refusals.getAndDecrement() > 0 ? 503 : 200;
    }

    private void handle(HttpExchange request) throws IOException {
        String body = new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int code = status.applyAsInt(body);
        if (code == 200) {
            accepted.add(body);
            queries.add(String.valueOf(request.getRequestURI().getQuery()));
        }
        request.sendResponseHeaders(code, answer.length);
        request.getResponseBody().write(answer);
        request.close();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Collection<String> accepted() {
        return accepted;
    }

    Set<String> queries() {
        return queries;
    }

    String all() {
        return String.join("", accepted);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
