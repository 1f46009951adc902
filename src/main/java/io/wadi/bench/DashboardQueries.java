package io.wadi.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.net.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends the queries of the dashboard to stage {@code api}: for an hour, a day and all stored time. */
final class DashboardQueries {

    private static final List<String> QUERIES =
            List.of("totals", "bytes-by-time", "protocols", "top-talkers", "conversations", "countries", "host-map");
    private static final int ROUNDS = 5;
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 200;
    private static final int OK = 200;

    private final WadiProcess wadi;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    DashboardQueries(WadiProcess wadi) {
        this.wadi = wadi;
    }

    /**
     * Starts the stage on a database, runs the queries, and stops it.
     *
     * @throws BenchException if it does not answer
     */
    QueryTimes measure(String database) throws IOException, InterruptedException, BenchException {
        int port = FreePort.find();
        Process api = wadi.start(
                List.of(
                        "run",
                        "--only=api",
                        "--set=wadi.http.port=" + port,
                        "--set=wadi.http.requests-per-second=1000"),
                database,
                database);
        try {
            String address = "http://127.0.0.1:" + port + "/api/";
            awaitStart(api, address);
            return ask(address);
        } finally {
            api.destroy();
            api.waitFor();
        }
    }

    private void awaitStart(Process api, String address) throws InterruptedException, BenchException {
        long until = System.nanoTime() + START.toNanos();
        while (!answers(address)) {
            if (!api.isAlive() || System.nanoTime() > until) {
                throw new BenchException("wadi run --only api does not answer at " + address);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private boolean answers(String address) throws InterruptedException {
        try {
            return get(address + "extent").statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    private QueryTimes ask(String address) throws IOException, InterruptedException, BenchException {
        JsonNode extent =
                new ObjectMapper().readTree(get(address + "extent").body()).at("/rows/0");
        Instant to = Instant.parse(extent.get("latest").asText());
        List<Instant> starts = List.of(
                to.minus(Duration.ofHours(1)),
                to.minus(Duration.ofDays(1)),
                Instant.parse(extent.get("earliest").asText()));
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Instant from : starts) {
                for (String query : QUERIES) {
                    millis.add(time(address + query + "?from=" + from + "&to=" + to));
                }
            }
        }
        return new QueryTimes(millis);
    }

    private double time(String url) throws IOException, InterruptedException, BenchException {
        long began = System.nanoTime();
        HttpResponse<byte[]> answer = get(url);
        if (answer.statusCode() != OK) {
            throw new BenchException(url + " was answered with " + answer.statusCode());
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private HttpResponse<byte[]> get(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER).build(), BodyHandlers.ofByteArray());
    }
}
