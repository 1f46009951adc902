package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.net.FreePort;
import io.wadi.pipeline.Pipeline;
import io.wadi.settings.DatabaseSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Store processes that lose their database, are told to stop, or hang, while packets arrive. {@code
 * wadi.outage.seconds} is the length of the outage; the reported memory is the peak of the process.
 */
@EnabledOnOs(OS.LINUX)
class OutageIT {

    private static final Logger LOG = LoggerFactory.getLogger(OutageIT.class);
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final long SEED = 7;
    private static final int PACE = 5_000;

    /** What packaging/wadi.service grants before it kills; on an idle machine it took six. */
    private static final int STOP_SECONDS = 20;

    /** What DESIGN promises of a process without the embedded servers. */
    private static final long MOST_KILOBYTES = 700 * 1024;

    @TempDir
    Path folder;

    private final int seconds = Integer.getInteger("wadi.outage.seconds", 8);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void aDatabaseThatIsAwayIsNamedAndWaitedFor() throws Exception {
        int packets = PACE * (seconds + 10);
        try (Rig rig = new Rig(folder);
                Pipeline capture = rig.capture(packets, SEED, PACE)) {
            int port = FreePort.find();
            JavaProcess worker = rig.startWorker("wadi.http.enabled=true", "wadi.http.port=" + port);
            capture.start();
            rig.awaitStored(1, LONG);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(check(port, "database")).startsWith("UP"));

            rig.stopDatabase();
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(check(port, "database"))
                    .startsWith("DOWN The database " + rig.settings().text(DatabaseSettings.URL)));
            await().pollDelay(Duration.ofSeconds(seconds))
                    .atMost(Duration.ofSeconds(seconds + 30L))
                    .until(worker::isAlive);
            long peak = peakKilobytes(worker);
            LOG.info("after {} s without the database: peak {} kB", seconds, peak);
            assertThat(peak).isLessThan(MOST_KILOBYTES);
            rig.startDatabase();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(check(port, "database")).startsWith("UP"));
            assertEverythingStored(rig, capture);
        }
    }

    @Test
    void aStopUnderLoadIsCleanAndTheNextStartGoesOn() throws Exception {
        try (Rig rig = new Rig(folder);
                Pipeline capture = rig.capture(20 * PACE, SEED, PACE)) {
            JavaProcess worker = rig.startWorker();
            capture.start();
            rig.awaitStored(PACE, LONG);
            worker.terminate();
            worker.handle().onExit().get(10, TimeUnit.SECONDS);
            assertThat(rig.workerLogs()).contains("wadi: stopping").doesNotContain("ERROR", "Exception");
            worker.start();
            assertEverythingStored(rig, capture);
        }
    }

    /** There is nobody to take what is unsent, and a service manager that waits. */
    @ParameterizedTest
    @ValueSource(strings = {"run --only capture,store-traffic,store-flows", "ingest"})
    void aStopEndsAlsoWithoutBrokerAndDatabase(String command) throws Exception {
        try (Rig rig = new Rig(folder)) {
            Path sample = rig.sample(60 * PACE, SEED);
            List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
            if (command.equals("ingest")) {
                arguments.add(sample.toString());
            }
            JavaProcess worker =
                    rig.startWorker(arguments, "wadi.source=pcap:file:" + sample, "wadi.capture.pace=" + PACE);
            rig.awaitStored(PACE, LONG);
            rig.stopBroker();
            rig.stopDatabase();
            await().atMost(LONG).untilAsserted(() -> assertThat(rig.workerLogs())
                    .containsAnyOf("BrokerAwayException", "CannotGetJdbcConnectionException"));
            worker.terminate();
            worker.handle().onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            assertThat(rig.workerLogs())
                    .contains(command.equals("ingest") ? "wadi: Stopped before the end" : "wadi: stopping");
        }
    }

    @Test
    void aProcessThatHungIsReplacedAndCannotStoreTwiceWhenItComesBack() throws Exception {
        try (Rig rig = new Rig(folder);
                Pipeline capture = rig.capture(20 * PACE, SEED, PACE)) {
            JavaProcess zombie = rig.startWorker();
            capture.start();
            rig.awaitStored(PACE, LONG);
            zombie.signal("STOP");
            rig.startWorker();
            capture.capture().finished().get(LONG.toMinutes(), TimeUnit.MINUTES);
            // The broker gives its partitions to the other when it has been silent for too long, and PostgreSQL ends
            // the transaction in which it may have been stopped.
            rig.awaitStored(capture.capture().getDecoded(), LONG.multipliedBy(2));
            zombie.signal("CONT");
            try (Pipeline more = rig.capture(4 * PACE, SEED + 1, PACE)) {
                more.start();
                more.capture().finished().get(LONG.toMinutes(), TimeUnit.MINUTES);
                long decoded = capture.capture().getDecoded() + more.capture().getDecoded();
                rig.awaitStored(decoded, LONG);
                rig.assertSame(decoded);
            }
        }
    }

    private static void assertEverythingStored(Rig rig, Pipeline capture) throws Exception {
        capture.capture().finished().get(LONG.toMinutes(), TimeUnit.MINUTES);
        rig.awaitStored(capture.capture().getDecoded(), LONG);
        rig.assertSame(capture.capture().getDecoded());
    }

    private String check(int port, String name) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/observe/health"))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        for (JsonNode node : new ObjectMapper().readTree(response.body()).path("checks")) {
            if (node.path("name").asText().equals(name)) {
                return node.path("status").asText() + " " + node.path("message").asText();
            }
        }
        return "no such check";
    }

    private static long peakKilobytes(JavaProcess process) throws Exception {
        return Files.readAllLines(Path.of("/proc/" + process.handle().pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
