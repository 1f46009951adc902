package io.wadi.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.net.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Wadi process of the launcher with its JVM options, which is watched over HTTP, killed and restarted. */
final class SoakWorker implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(SOON)
            .build();
    private final String name;
    private final int port;
    private final Path log;
    private final Path routes;
    private final Optional<FakeClock> clock;
    private final JavaProcess process;
    private volatile boolean hung;

    SoakWorker(SoakPlace place, String name, List<String> arguments) throws IOException {
        this.name = name;
        port = FreePort.find();
        log = place.log(name);
        routes = Files.createDirectories(place.folder().resolve("routes of " + name));
        clock = FakeClock.create(place.folder().resolve(name + ".clock"));
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--set", "wadi.http.enabled=true", "--set", "wadi.http.port=" + port));
        all.addAll(List.of("--set", "wadi.routes.dir=" + routes));
        process = place.launch(all, clock, log);
    }

    String name() {
        return name;
    }

    long pid() {
        return process.handle().pid();
    }

    Path log() {
        return log;
    }

    Path routes() {
        return routes;
    }

    Optional<FakeClock> clock() {
        return clock;
    }

    void start() throws IOException {
        process.start();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, and a new start. */
    void restart() throws Exception {
        process.kill();
        hung = false;
        process.start();
    }

    /** SIGSTOP, until {@link #resume}. */
    void hang() throws Exception {
        hung = true;
        process.signal("STOP");
    }

    void resume() throws Exception {
        process.signal("CONT");
        hung = false;
    }

    /** Whether it is stopped, so that it answers nobody. */
    boolean isHung() {
        return hung;
    }

    /** The sum of a metric over all of its labels, with {@code labels} in the line. */
    double metric(String metric, String labels) throws IOException, InterruptedException {
        return get("/observe/metrics")
                .lines()
                .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
                .filter(line -> line.contains(labels))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** UP, or what is not. */
    String health() {
        try {
            JsonNode health = new ObjectMapper().readTree(get("/observe/health"));
            StringBuilder down = new StringBuilder();
            for (JsonNode check : health.path("checks")) {
                if (!check.path("status").asText().equals("UP")) {
                    down.append(check.path("name").asText())
                            .append(": ")
                            .append(check.path("message").asText())
                            .append("; ");
                }
            }
            return health.path("status").asText() + (down.isEmpty() ? "" : " " + down);
        } catch (IOException e) {
            return "no answer: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(SOON)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
