package io.wadi.web;

import io.wadi.net.FreePort;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.postgresql.ds.PGSimpleDataSource;

/** Camel Main with the {@link Console}, as the pipeline starts it, and two other routes. */
final class TestServer implements AutoCloseable {

    static final String USER = "olga";
    static final String PASSWORD = "grüße:und-so-weiter";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Main main = new Main();
    private final Settings settings = Settings.load();
    private final int port = FreePort.find();
    private final Set<String> beans = new HashSet<>();

    /** A server with these settings beside a free port, not started yet. */
    TestServer(Map<String, String> overrides) {
        settings.set("wadi.http.port", String.valueOf(port));
        overrides.forEach(settings::set);
        main.setDefaultPropertyPlaceholderLocation("classpath:application.properties");
        main.setOverrideProperties(settings.properties());
        main.configure().addRoutesBuilder(routes());
    }

    /** The component sql wants one; this one never answers. */
    private static PGSimpleDataSource noDatabase() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl("jdbc:postgresql://127.0.0.1:" + FreePort.find() + "/none");
        return database;
    }

    /** One that other machines may reach, and that asks for a password therefore. */
    static TestServer open() throws Exception {
        return new TestServer(Map.of(
                        "wadi.http.host",
                        "0.0.0.0",
                        "wadi.http.user",
                        USER,
                        "wadi.http.password",
                        PASSWORD,
                        "wadi.http.requests-per-second",
                        "1000"))
                .start();
    }

    private static RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:tick?period=50").routeId("ticking").to("log:tick?level=DEBUG");
                from("platform-http:/api/echo")
                        .routeId("echo")
                        .routeGroup("api")
                        .setBody(simple("${body}"));
            }
        };
    }

    Settings settings() {
        return settings;
    }

    /** Binds a bean as the pipeline does, before the start. */
    TestServer bind(String name, Object bean) {
        beans.add(name);
        main.bind(name, bean);
        return this;
    }

    TestServer start() throws Exception {
        if (!beans.contains("database")) {
            main.bind("database", noDatabase());
        }
        main.addMainListener(new Console(settings));
        main.start();
        return this;
    }

    Main main() {
        return main;
    }

    int port() {
        return port;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The header of a user. */
    static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public void close() {
        main.stop();
    }
}
