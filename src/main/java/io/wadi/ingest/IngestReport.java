package io.wadi.ingest;

import io.wadi.pcap.PcapCounters;
import java.util.List;

/**
 * What became of all captures of a run.
 *
 * @param captures in the order of reading
 * @param total their counters together
 */
public record IngestReport(List<CaptureReport> captures, PcapCounters total) {

    /** Rows that table {@code traffic} gained. */
    public long traffic() {
        return captures.stream().mapToLong(CaptureReport::traffic).sum();
    }

    /** Packets that table {@code flows} gained. */
    public long flows() {
        return captures.stream().mapToLong(CaptureReport::flows).sum();
    }

    /** Whether every count adds up. */
    public boolean isWhole() {
        return captures.stream().allMatch(CaptureReport::isWhole)
                && total.decoded() == traffic()
                && total.decoded() == flows();
    }
}
