package io.wadi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchReportTest {

    private static final Result GOOD = new Result(
            "file → Kafka → flows",
            new Throughput("wadi", new double[] {120_000}),
            new Throughput("pmacctd", new double[] {60_000}),
            1.5,
            null);
    private static final Growth GROWTH = new Growth(1_000_000, 70_000, 600L << 20, 64, 165.25, 25, 3.5, 40, 81);

    private static BenchReport report(Result result, MemoryCheck memory, List<String> remarks) {
        return new BenchReport(
                "sample.pcap",
                2,
                "17",
                List.of(result),
                memory,
                List.of(GROWTH),
                List.of(new ScaleOut(2, 1, 250_000, 9.5, 10)),
                remarks);
    }

    @Test
    void theTableShowsEachFigureAndWhetherItsGoalIsMet() {
        BenchReport report = report(GOOD, new MemoryCheck(600L << 20, 720L << 20), List.of());
        assertThat(report.toTable())
                .containsPattern("file → Kafka → flows +120,000 +60,000 +2\\.00 +1\\.50 +met \\(against pmacctd\\)")
                .contains("resident memory: 600 MB, ten times the capture 720 MB")
                .contains("MISSED")
                .containsPattern("1,000,000 +70,000 +600 +64\\.0 +165\\.3 +25\\.0 +3\\.5 +40 +81")
                .contains("2 process(es) of 1 consumer(s): 250,000 packets/s; second half in 9.5 s, predicted 10.0 s");
        assertThat(report.isComplete()).isTrue();
    }

    @Test
    void whatGaveNoFigureIsSaidWithItsReason() {
        BenchReport report = report(
                new Result("file → Kafka → flows", null, null, 1.5, "pmacctd is not installed"),
                null,
                List.of("no figure for memory: lost a packet"));
        assertThat(report.toTable())
                .contains("file → Kafka → flows: no figure: pmacctd is not installed")
                .contains("no figure for memory: lost a packet")
                .doesNotContain("resident memory");
        assertThat(report.isComplete()).isFalse();
    }

    @Test
    void theJsonHasTheSame() throws Exception {
        JsonNode json =
                new ObjectMapper().readTree(report(GOOD, null, List.of()).toJson());
        assertThat(json.at("/results/0/ours/rounds/0").asDouble()).isEqualTo(120_000);
        assertThat(json.at("/growth/0/trafficBytes").asDouble()).isEqualTo(165.25);
        assertThat(json.at("/scaleOut/0/processes").asInt()).isEqualTo(2);
        assertThat(json.at("/memory").isNull()).isTrue();
    }

    @Test
    void memoryIsMetWhenItIsSmallAndDoesNotGrow() {
        assertThat(new MemoryCheck(600L << 20, 650L << 20).isMet()).isTrue();
        assertThat(new MemoryCheck(600L << 20, 661L << 20).isMet()).isFalse();
        assertThat(new MemoryCheck(690L << 20, 701L << 20).isMet()).isFalse();
    }
}
