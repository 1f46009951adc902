package io.wadi.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pcap.PcapConsumer;
import io.wadi.pcap.TestCaptures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestReportTest {

    @TempDir
    private Path folder;

    private PcapConsumer capture;

    @BeforeEach
    void read() throws Exception {
        capture = TestCaptures.read(
                false,
                TestCaptures.write(folder.resolve("a.pcap")),
                TestCaptures.writeTunnel(folder.resolve("b.pcap")));
    }

    private IngestReport report(long... traffic) {
        List<CaptureReport> captures = new ArrayList<>();
        for (int i = 0; i < traffic.length; i++) {
            OptionalLong rows = OptionalLong.of(traffic[i]);
            captures.add(new CaptureReport(
                    capture.sources().get(i),
                    capture.sources().get(i).counters().delivered(),
                    0,
                    rows,
                    rows,
                    0));
        }
        return new IngestReport(captures, capture.counters(), null, Duration.ofMillis(500));
    }

    @Test
    void theCapturesAddUp() {
        IngestReport report = report(3, 1);
        assertThat(report.traffic()).hasValue(4);
        assertThat(report.flows()).hasValue(4);
        assertThat(report.published()).isEqualTo(4);
        assertThat(report.isWhole()).isTrue();
        assertThat(report.packetsPerSecond()).isEqualTo(8);
    }

    @Test
    void oneThatDoesNotAddUpSpoilsTheWhole() {
        assertThat(report(3, 0).isWhole()).isFalse();
        assertThat(report(4, 0).isWhole()).isFalse();
    }

    @Test
    void missingRowsMayBeThoseThatRetentionRemoves() {
        assertThat(new CapturesVerdict(report(3, 0), 0, false).sentence())
                .startsWith("THE COUNTS DO NOT MATCH: rows of traffic are missing. ")
                .contains("wadi.retention.*");
        assertThat(new CapturesVerdict(report(3, 2), 0, false).sentence()).startsWith("THE COUNTS DO NOT MATCH; ");
    }

    @Test
    void aCaptureThatIsMissingSpoilsTheWhole() {
        assertThat(report(3).isWhole()).isFalse();
    }

    @Test
    void aTableThatWasNotAskedForHasNoSum() {
        CaptureReport flowsOnly =
                new CaptureReport(capture.sources().get(0), 3, 0, OptionalLong.empty(), OptionalLong.of(3), 0);
        IngestReport report = new IngestReport(List.of(flowsOnly), capture.counters(), null, Duration.ofSeconds(1));
        assertThat(report.traffic()).isEmpty();
        assertThat(report.flows()).hasValue(3);
    }
}
