package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.testing.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs and checks the whole benchmark with a capture that is too small for meaningful figures. */
class BenchCommandIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void everyRunGivesAFigureOrSaysWhyNot() throws Exception {
        Path out = folder.resolve("bench.json");
        CommandLineRun run = new ChildJvm(folder)
                .run(null, "bench", "--packets=20000", "--rounds=1", "--growth=5000", "--stores=2", "--out=" + out);
        JsonNode report = new ObjectMapper().readTree(out.toFile());
        boolean complete = true;
        for (JsonNode result : report.get("results")) {
            if (result.get("remark").isNull()) {
                assertThat(result.at("/ours/rounds/0").asDouble()).as(run.out()).isPositive();
                assertThat(result.at("/yardstick/rounds/0").asDouble()).isPositive();
            } else {
                complete = false;
                assertThat(result.get("remark").asText())
                        .matches("pmacctd is not installed \\(Debian: apt-get install pmacct\\)"
                                + "|pmacctd stored \\d+ of \\d+ packets");
                assertThat(result.get("title").asText()).endsWith("→ flows");
            }
        }
        assertThat(report.get("results"))
                .extracting(each -> each.get("title").asText())
                .hasSize(8)
                .contains("new flows, port-scan", "new flows, syn-flood", "new flows, dns-amplification");
        assertThat(run.status()).as(run.err()).isEqualTo(complete ? 0 : 1);
        assertThat(run.out()).contains("file → Kafka → traffic").contains("wadi: wrote the figures to " + out);

        JsonNode growth = report.at("/growth/0");
        assertThat(growth.get("packets").asLong()).isBetween(4_900L, 5_000L);
        for (String figure : List.of(
                "packetsPerSecond",
                "residentBytes",
                "topicBytes",
                "trafficBytes",
                "flowsBytes",
                "sumsBytes",
                "queryMillis",
                "slowestMillis")) {
            assertThat(growth.get(figure).asDouble()).as(figure).isPositive();
        }
        assertThat(report.get("scaleOut"))
                .extracting(each -> each.get("processes").asInt())
                .containsExactly(1, 1, 2);
        assertThat(report.get("scaleOut"))
                .extracting(each -> each.get("consumers").asInt())
                .containsExactly(1, 2, 1);
        assertThat(report.get("remarks")).isEmpty();
    }

    @Test
    void interruptedItEndsWhatItStartedAndLeavesNothingBehind() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path said = folder.resolve("said");
        Process bench = new ProcessBuilder(JavaCommand.wadi(
                        List.of("-Djava.io.tmpdir=" + temporary),
                        "bench",
                        "--packets=20000",
                        "--out=" + folder.resolve("none.json")))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        await().atMost(LONG).until(() -> Files.readString(said).contains("frames"));
        await().atMost(LONG).until(() -> bench.descendants().findAny().isPresent());
        List<ProcessHandle> started = bench.descendants().toList();
        bench.destroy();
        await().atMost(LONG).until(() -> !bench.isAlive());
        await().atMost(LONG).until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(leftIn(temporary)).isEmpty();
    }

    private static List<Path> leftIn(Path temporary) throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().startsWith("wadi-bench"))
                    .toList();
        }
    }
}
