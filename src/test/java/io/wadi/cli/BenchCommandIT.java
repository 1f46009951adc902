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

/**
 * Runs and checks the benchmark of exporters with too few records for meaningful figures. {@code BenchIT} does so with the
 * whole benchmark, and {@code BenchPartsIT} with parts of it.
 */
class BenchCommandIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void exportsAloneGiveAFigureOrSayWhyNot() throws Exception {
        Path out = folder.resolve("bench.json");
        CommandLineRun run =
                new ChildJvm(folder).run(null, "bench", "--exports", "--packets=5000", "--rounds=1", "--out=" + out);
        assertThat(run.status()).as(run.err()).isZero();
        JsonNode results = new ObjectMapper().readTree(out.toFile()).get("results");
        assertThat(results).hasSize(1);
        JsonNode result = results.get(0);
        if (result.get("skipped").asBoolean()) {
            assertThat(result.get("remark").asText()).contains("is not installed (Debian: apt-get install pmacct");
        } else {
            assertThat(result.get("remark").isNull()).as(run.err()).isTrue();
            assertFigures(result.get("ours"));
            assertFigures(result.get("yardstick"));
        }
    }

    @Test
    void onlyTheNamedContestsAreHeld() throws Exception {
        Path out = folder.resolve("bench.json");
        CommandLineRun run = new ChildJvm(folder)
                .run(null, "bench", "--contests=traffic,read", "--packets=20000", "--rounds=1", "--out=" + out);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(new ObjectMapper().readTree(out.toFile()).get("results"))
                .extracting(result -> result.get("title").asText())
                .containsExactly("file → Kafka → traffic", "reading a file");
    }

    static void assertFigures(JsonNode side) {
        JsonNode round = side.at("/rounds/0");
        assertThat(round.get("packetsPerSecond").asDouble()).isPositive();
        for (String part : List.of("programs", "broker", "database")) {
            assertThat(round.at("/processor/" + part).asDouble()).as(part).isNotNegative();
        }
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
