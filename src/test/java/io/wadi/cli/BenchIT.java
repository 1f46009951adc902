package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.testing.LongTest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs and checks the whole benchmark with a capture that is too small for meaningful figures. */
@LongTest(seconds = 230)
class BenchIT {

    @TempDir
    private Path folder;

    @Test
    void everyRunGivesAFigureOrSaysWhyNot() throws Exception {
        Path out = folder.resolve("bench.json");
        CommandLineRun run = new ChildJvm(folder)
                .run(null, "bench", "--packets=60000", "--rounds=1", "--growth=5000", "--stores=2", "--out=" + out);
        assertThat(out).as(run.err()).exists();
        JsonNode report = new ObjectMapper().readTree(out.toFile());
        boolean complete = true;
        for (JsonNode result : report.get("results")) {
            if (result.get("remark").isNull()) {
                BenchCommandIT.assertFigures(result.get("ours"));
                BenchCommandIT.assertFigures(result.get("yardstick"));
            } else if (result.get("skipped").asBoolean()) {
                assertThat(result.get("remark").asText()).contains("is not installed (Debian: apt-get install ");
            } else {
                complete = false;
                assertThat(result.get("remark").asText()).matches("(pmacctd|nfacctd) stored \\d+ of \\d+ packets.*");
                assertThat(result.get("title").asText()).endsWith("→ flows");
            }
        }
        assertSecondHalves(report.get("results"));
        assertThat(report.get("results"))
                .extracting(each -> each.get("title").asText())
                .hasSize(11)
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
        for (String process : List.of("programs", "database", "broker")) {
            assertThat(report.get("scaleOut"))
                    .extracting(each -> each.at("/processorMicros/" + process).asDouble(-1))
                    .as("%s, which may take no tick of the clock for so few packets", process)
                    .allSatisfy(micros -> assertThat(micros).isNotNegative());
        }
        assertThat(report.get("remarks")).isEmpty();
    }

    @Test
    void theLakeAloneGivesItsFigures() throws Exception {
        Path out = folder.resolve("lake.json");
        CommandLineRun run = new ChildJvm(folder)
                .run(null, "bench", "--lake", "--stores=2", "--packets=60000", "--rounds=1", "--out=" + out);
        assertThat(run.status()).as(run.err()).isZero();
        JsonNode report = new ObjectMapper().readTree(out.toFile());
        assertThat(report.get("results")).hasSize(1);
        BenchCommandIT.assertFigures(report.at("/results/0/ours"));
        BenchCommandIT.assertFigures(report.at("/results/0/yardstick"));
        JsonNode lake = report.get("lake");
        for (String figure : List.of("bytes", "trafficBytes", "files", "medianFile", "residentBytes")) {
            assertThat(lake.get(figure).asDouble()).as(figure).isPositive();
        }
        assertThat(report.get("scaleOut"))
                .extracting(each -> each.get("stage").asText() + " " + each.get("processes"))
                .containsExactly("store-lake 1", "store-lake 1", "store-lake 2");
        assertThat(report.get("notes")).hasSize(3).allSatisfy(remark -> assertThat(remark.asText())
                .containsPattern("[1-9][0-9]* commits, [0-9]+ attempts came too late"));
        assertThat(lake.at("/scan/found").asLong()).isPositive();
        assertThat(lake.at("/scan/packets").asLong())
                .isEqualTo(lake.get("packets").asLong() * 100);
    }

    /** Every run of the pipeline has one, with the processor time of its process, of the broker and of PostgreSQL. */
    private static void assertSecondHalves(JsonNode results) {
        assertThat(results)
                .filteredOn(result -> result.at("/ours/name").asText().startsWith("wadi, store-traffic"))
                .isNotEmpty()
                .allSatisfy(result -> {
                    JsonNode round = result.at("/ours/rounds/0");
                    assertThat(round.get("steadyPacketsPerSecond").asDouble()).isPositive();
                    assertThat(round.at("/processor/programs").asDouble())
                            .isGreaterThan(round.at("/steadyProcessor/programs").asDouble());
                    assertThat(round.at("/processor/database").asDouble()).isPositive();
                });
    }
}
