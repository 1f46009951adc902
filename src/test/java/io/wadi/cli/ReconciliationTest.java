package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.ingest.CaptureReport;
import io.wadi.ingest.IngestReport;
import io.wadi.pcap.PcapConsumer;
import io.wadi.pcap.TestCaptures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconciliationTest {

    @TempDir
    private Path folder;

    private PcapConsumer capture;

    @BeforeEach
    void read() throws Exception {
        capture = TestCaptures.read(false, TestCaptures.write(folder.resolve("a.pcap")));
    }

    private CaptureReport report(OptionalLong traffic, OptionalLong flows) {
        return new CaptureReport(capture.sources().get(0), 3, 0, traffic, flows, 0);
    }

    @Test
    void namesTheReasonsOfRejection() {
        assertThat(Reconciliation.captured(capture.counters()))
                .isEqualTo("received 5 = decoded 3 + skipped 1 (ARP 1) + rejected 1 (timestamp 1)");
    }

    @Test
    void showsWhereTheEquationHoldsAndWhereNot() {
        assertThat(Reconciliation.stored(report(OptionalLong.of(3), OptionalLong.of(3))))
                .isEqualTo("decoded 3 = published 3 = rows in traffic 3 = packets in flows 3");
        assertThat(Reconciliation.stored(report(OptionalLong.of(2), OptionalLong.of(3))))
                .contains("≠ rows in traffic 2")
                .contains("packets in flows 3");
    }

    @Test
    void leavesOutATableThatWasNotAskedFor() {
        CaptureReport one = report(OptionalLong.empty(), OptionalLong.of(3));
        IngestReport all = new IngestReport(List.of(one), capture.counters(), null, Duration.ofSeconds(1));
        assertThat(Reconciliation.stored(all)).isEqualTo("decoded 3 = published 3 = packets in flows 3");
    }
}
