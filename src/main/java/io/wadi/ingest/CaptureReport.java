package io.wadi.ingest;

import io.wadi.pcap.PcapCounters;
import io.wadi.pcap.PcapSource;
import java.util.OptionalLong;

/**
 * What became of one capture.
 *
 * @param source the capture and its counters
 * @param published its packets that Kafka has acknowledged, alone or in flows
 * @param traffic rows that table {@code traffic} gained from it; empty where that was not asked for
 * @param flows packets that table {@code flows} gained from it; likewise
 */
public record CaptureReport(PcapSource source, long published, OptionalLong traffic, OptionalLong flows) {

    /** Whether the counts add up and it could be read. */
    public boolean isWhole() {
        PcapCounters counters = source.counters();
        return source.state() == PcapSource.State.FINISHED
                && counters.received()
                        == counters.decoded() + counters.skipped() + counters.excluded() + counters.rejected()
                && counters.decoded() == counters.delivered()
                && counters.decoded() == published
                && counters.decoded() == traffic.orElse(counters.decoded())
                && counters.decoded() == flows.orElse(counters.decoded());
    }
}
