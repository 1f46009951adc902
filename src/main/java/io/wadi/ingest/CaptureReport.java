package io.wadi.ingest;

import io.wadi.pcap.PcapCounters;
import io.wadi.pcap.PcapSource;
import java.util.OptionalLong;

/**
 * The result of one capture.
 *
 * @param source the capture and its counters
 * @param published its packets that Kafka has acknowledged, alone or in flows
 * @param refused its packets that Kafka refused permanently, alone or in flows
 * @param traffic rows that table {@code traffic} gained from it; empty where that was not asked for
 * @param flows packets that table {@code flows} gained from it; likewise
 */
public record CaptureReport(PcapSource source, long published, long refused, OptionalLong traffic, OptionalLong flows) {

    /** Whether it could be opened and read to its end. */
    public boolean isRead() {
        return source.isReadToItsEnd();
    }

    /** Whether it could be read and nothing in it was an IP packet. */
    public boolean isWithoutPackets() {
        return isRead() && source.counters().decoded() == 0;
    }

    /** Whether all that was read of it has arrived everywhere. */
    public boolean addsUp() {
        PcapCounters counters = source.counters();
        return counters.received()
                        == counters.decoded() + counters.skipped() + counters.excluded() + counters.rejected()
                && counters.decoded() == published
                && counters.decoded() == traffic.orElse(counters.decoded())
                && counters.decoded() == flows.orElse(counters.decoded());
    }

    /** Whether it was read to its end and all of it has arrived everywhere. */
    public boolean isWhole() {
        return isRead() && addsUp();
    }
}
