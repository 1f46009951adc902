package io.wadi.ingest;

import io.wadi.pcap.PcapCounters;
import io.wadi.pcap.PcapSource;

/**
 * What became of one capture.
 *
 * @param source the capture and its counters
 * @param traffic rows that table {@code traffic} gained from it
 * @param flows packets that table {@code flows} gained from it
 */
public record CaptureReport(PcapSource source, long traffic, long flows) {

    /** Whether the counts add up and it could be read. */
    public boolean isWhole() {
        PcapCounters counters = source.counters();
        return source.state() == PcapSource.State.FINISHED
                && counters.received() == counters.decoded() + counters.skipped() + counters.rejected()
                && counters.decoded() == counters.delivered()
                && counters.decoded() == traffic
                && counters.decoded() == flows;
    }
}
