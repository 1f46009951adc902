package io.wadi.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchReportTest {

    private static final Result GOOD = Result.of(
            "file → Kafka → flows",
            new Side(
                    "wadi",
                    List.of(
                            new Measurement(
                                    120_000, 140_000.0, new ProcessorTime(16, 2, 4), new ProcessorTime(6, 1.25, 2)),
                            new Measurement(
                                    130_000, 150_000.0, new ProcessorTime(15, 2, 4), new ProcessorTime(5, 1, 2)))),
            Figures.side("pmacctd", 60_000, 70_000),
            Goal.ratio(1.86).withBudget(9));
    private static final Growth GROWTH = new Growth(1_000_000, 70_000, 600L << 20, 64, 165.25, 25, 3.5, 40, 81);

    private static final LakeFigures LAKE = new LakeFigures(
            5_000_000,
            7.75,
            168.5,
            50,
            1_250_000,
            2_500_000,
            500L << 20,
            new LakeScan(100_000_000, 20, 12_000_000, 2.25, 1.5));

    private static BenchReport report(Result result, MemoryCheck memory, List<String> remarks) {
        return new BenchReport(
                "sample.pcap",
                "json",
                2,
                "17",
                List.of(result),
                memory,
                List.of(GROWTH),
                List.of(new ScaleOut("store-flows", 2, 1, 250_000, 9.5, 10, new ProcessorTime(3.25, 0.375, 1.5))),
                LAKE,
                List.of(),
                remarks);
    }

    @Test
    void theTableShowsEachFigureAndWhetherItsGoalIsMet() {
        BenchReport report = report(GOOD, new MemoryCheck(600L << 20, 720L << 20), List.of());
        assertThat(report.toTable())
                .contains("file → Kafka → flows (against pmacctd)")
                .containsPattern(
                        "cold +125,000 \\(120,000–130,000\\) +65,000 \\(60,000–70,000\\) +1\\.86 +1\\.86 +MISSED")
                .containsPattern(
                        "steady +145,000 \\(140,000–150,000\\) +65,000 \\(60,000–70,000\\) +2\\.14 +1\\.86 +met")
                .containsPattern(
                        "processor +9\\.25 \\(6\\.00 \\+ 1\\.25 \\+ 2\\.00\\) +9\\.00 \\(6\\.00 \\+ 1\\.00 \\+ 2\\.00\\) +9\\.00 +MISSED")
                .contains("resident memory: 600 MiB, ten times the capture 720 MiB")
                .contains("MISSED")
                .containsPattern("1,000,000 +70,000 +600 +64\\.0 +165\\.3 +25\\.0 +3\\.5 +40 +81")
                .contains("2 process(es) of 1 consumer(s): 250,000 packets/s; second half in 9.5 s, predicted 10.0 s; "
                        + "processor time a packet 5.13 µs (stores 3.25, PostgreSQL 1.50, broker 0.38)")
                .contains(
                        "lake: 5,000,000 packets, 7.8 bytes a packet (table traffic 168.5; goal: at most 25: met), 50 files, "
                                + "median 1.25 MB, largest 2.50 MB; memory of the store 500 MiB (goal: at most 700 MiB: met)")
                .contains(
                        "DuckDB counts 12,000,000 of 100,000,000 packets (all files, each read 20 times) in 2.25 s, again "
                                + "in 1.50 s (goal: 100,000,000 in less than 2 s: MISSED)");
        assertThat(report.isComplete()).isTrue();
    }

    @Test
    void whatGaveNoFigureIsSaidWithItsReason() {
        BenchReport report = report(
                Result.without("file → Kafka → flows", Goal.NONE, new BenchException("lost a packet")),
                null,
                List.of("no figure for memory: lost a packet"));
        assertThat(report.toTable())
                .contains("file → Kafka → flows: no figure: lost a packet")
                .contains("no figure for memory: lost a packet")
                .doesNotContain("resident memory");
        assertThat(report.isComplete()).isFalse();
    }

    @Test
    void aContestWithoutItsYardstickIsSkippedAndTheReportStaysComplete() {
        NotInstalledException reason = catchThrowableOfType(
                NotInstalledException.class, () -> NotInstalledException.unlessInstalled("no-such-program", "pmacct"));
        BenchReport report = report(Result.without("file → Kafka → flows", Goal.NONE, reason), null, List.of());
        assertThat(report.toTable())
                .contains("file → Kafka → flows: skipped: no-such-program is not installed"
                        + " (Debian: apt-get install pmacct)");
        assertThat(report.isComplete()).isTrue();
    }

    @Test
    void withoutASecondHalfAndAGoalTheirLinesSayNothing() {
        Result result = Result.of(
                "reading",
                new Side("wadi", List.of(Measurement.of(30, ProcessorTime.UNKNOWN))),
                Figures.side("libpcap", 20),
                Goal.NONE);
        assertThat(report(result, null, List.of()).toTable())
                .doesNotContain("steady")
                .containsPattern("cold +30 \\(30–30\\) +20 \\(20–20\\) +1\\.50 +–\\s*\n")
                .containsPattern("processor +not reported +9\\.00");
    }

    @Test
    void aLakeWithoutMemoryScanOrEnoughPacketsSaysSo() {
        assertThat(new LakeFigures(10, 30, 168, 1, 300, 300, 0, null).toTable())
                .contains("30.0 bytes a packet (table traffic 168.0; goal: at most 25: MISSED)")
                .contains("memory of the store not reported")
                .doesNotContain("DuckDB");
        assertThat(new LakeFigures(10, 30, 168, 1, 300, 300, 0, new LakeScan(1_000, 100, 1, 0.1, 0.1)).toTable())
                .contains("less than 2 s: too few packets)");
    }

    @Test
    void aNoteIsNoFailure() {
        BenchReport noted = report(GOOD, null, List.of()).noting(List.of("6 commits"));
        assertThat(noted.isComplete()).isTrue();
        assertThat(noted.toTable()).contains("6 commits");
    }

    @Test
    void theJsonHasTheSame() throws Exception {
        JsonNode json =
                new ObjectMapper().readTree(report(GOOD, null, List.of()).toJson());
        assertThat(json.at("/results/0/ours/rounds/0/packetsPerSecond").asDouble())
                .isEqualTo(120_000);
        assertThat(json.at("/results/0/ours/rounds/1/steadyProcessor/programs").asDouble())
                .isEqualTo(5);
        assertThat(json.at("/growth/0/trafficBytes").asDouble()).isEqualTo(165.25);
        assertThat(json.at("/scaleOut/0/processes").asInt()).isEqualTo(2);
        assertThat(json.at("/scaleOut/0/processorMicros/database").asDouble()).isEqualTo(1.5);
        assertThat(json.at("/memory").isNull()).isTrue();
        assertThat(json.at("/lake/scan/found").asLong()).isEqualTo(12_000_000);
    }

    @Test
    void memoryIsMetWhenItIsSmallAndDoesNotGrow() {
        assertThat(new MemoryCheck(600L << 20, 650L << 20).isMet()).isTrue();
        assertThat(new MemoryCheck(600L << 20, 661L << 20).isMet()).isFalse();
        assertThat(new MemoryCheck(690L << 20, 701L << 20).isMet()).isFalse();
    }
}
