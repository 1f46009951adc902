package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.wadi.settings.Settings;
import io.wadi.settings.WebSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class StatusCommandTest {

    private static final String METRICS = """
            # HELP camel_exchanges_total Total number of processed exchanges
            camel_exchanges_total{eventType="context",routeId=""} 30.0
            camel_exchanges_total{eventType="route",routeId="store-flows"} 20.0
            camel_exchanges_total{eventType="route",routeId="sink-csv"} 10.0
            camel_exchanges_failed_total{eventType="route",routeId="sink-csv"} 2.0
            camel_routes_running_routes 1.0
            wadi_capture_received_total{route="capture"} 1234567.0
            wadi_capture_failed_total{route="capture"} 0.0
            wadi_store_lag{consumer="wadi-store-flows"} 42.0
            wadi_netflow_exporter_completeness_percent{exporter="r7",protocol="v9"} 96.1
            """;

    private final StringWriter out = new StringWriter();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void serve(Map<String, String> pages, int status) {
        pages.forEach((page, text) -> server.createContext(page, request -> {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            request.sendResponseHeaders(status, body.length);
            request.getResponseBody().write(body);
            request.close();
        }));
    }

    private int run() {
        return new CommandLine(new StatusCommand())
                .setOut(new PrintWriter(out, true))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    out.append(failure.getMessage());
                    return 1;
                })
                .execute("--set", "wadi.http.port=" + server.getAddress().getPort());
    }

    @Test
    void showsRoutesCountersAndWhatIsNotWell() {
        serve(
                Map.of(
                        "/observe/health",
                        "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"route:sink-csv\",\"status\":\"DOWN\","
                                + "\"message\":\"Route sink-csv has status Stopped\"},{\"name\":\"database\",\"status\":\"UP\"}]}",
                        "/observe/metrics",
                        METRICS),
                200);
        assertThat(run()).isEqualTo(1);
        assertThat(out.toString().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .contains(
                        "route:sink-csv: Route sink-csv has status Stopped",
                        "Routes (1 running)",
                        "sink-csv stopped 10 2",
                        "store-flows started 20 0",
                        "wadi_capture_received_total (route=capture) 1,234,567",
                        "wadi_store_lag (consumer=wadi-store-flows) 42",
                        "wadi_netflow_exporter_completeness_percent (exporter=r7, protocol=v9) 96.1")
                .noneMatch(line -> line.contains("wadi_capture_failed"));
    }

    @Test
    void isContentWithAWellInstance() {
        serve(Map.of("/observe/health", "{\"status\":\"UP\",\"checks\":[]}", "/observe/metrics", METRICS), 200);
        assertThat(run()).isZero();
        assertThat(out.toString()).contains(" is healthy");
    }

    @Test
    void saysThatNoneRuns() {
        server.stop(0);
        assertThat(run()).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("No Wadi answers at http://127.0.0.1:")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Welcome</html>", "[]", "{\"health\":\"green\"}", "{\"status\":", ""})
    void saysThatWhatAnswersIsNoWadi(String page) {
        serve(Map.of("/observe/health", page, "/observe/metrics", METRICS), 200);
        assertThat(run()).isEqualTo(1);
        assertThat(out.toString()).contains("is not Wadi: its health page reports no status");
    }

    @Test
    void saysThatAServerWithoutThePageIsNoWadi() {
        assertThat(run()).isEqualTo(1);
        assertThat(out.toString()).contains("has no page /observe/health: it is not Wadi");
    }

    /** A time-out of the JDK's client ends with the header of the answer. */
    @Test
    @Timeout(60)
    void waitsForTheEndOfAPageOnlySoLong() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        server.createContext("/observe/health", request -> {
            request.sendResponseHeaders(200, 1_000);
            request.getResponseBody().write('{');
            request.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Settings settings = Settings.load();
        settings.set(WebSettings.PORT, String.valueOf(server.getAddress().getPort()));
        try {
            assertThatThrownBy(() -> new Instance(settings, Duration.ofSeconds(1)).health())
                    .isInstanceOf(CommandException.class)
                    .hasMessageStartingWith("No Wadi answers at http://127.0.0.1:");
        } finally {
            over.countDown();
        }
    }

    @Test
    void saysThatAPasswordIsAskedFor() {
        serve(Map.of("/observe/health", "", "/observe/metrics", ""), 401);
        assertThat(run()).isEqualTo(1);
        assertThat(out.toString()).contains("requires a password: set wadi.http.user");
    }
}
