package io.wadi.ingest;

import io.wadi.pcap.PcapCounters;
import io.wadi.pcap.PcapSource;
import java.util.OptionalLong;

/**
 * The result of one capture.
 *
 * @param source the capture and its counters
 * @param published packets that Kafka has acknowledged, alone or in flows
 * @param refused packets that Kafka has refused permanently, alone or in flows
 * @param traffic rows of the capture in table {@code traffic}; empty if not counted
 * @param flows packets of the capture in table {@code flows}; empty if not counted
 * @param before packets that earlier runs have stored in table {@code flows} for a capture of this name; 0 if not counted
 */
public record CaptureReport(
        PcapSource source, long published, long refused, OptionalLong traffic, OptionalLong flows, long before) {

    /** Whether the capture could be read completely. */
    public boolean isRead() {
        return source.isReadToItsEnd();
    }

    /** Whether the capture could be read and contains no IP packet. */
    public boolean isWithoutPackets() {
        return isRead() && source.counters().decoded() == 0;
    }

    /** Whether every packet that was read has arrived everywhere. */
    public boolean addsUp() {
        PcapCounters counters = source.counters();
        return counters.received()
                        == counters.decoded() + counters.skipped() + counters.excluded() + counters.rejected()
                && counters.decoded() == published
                && counters.decoded() == traffic.orElse(counters.decoded())
                && counters.decoded() == flows.orElse(counters.decoded());
    }

    /** Whether the capture was read completely and every packet has arrived everywhere. */
    public boolean isWhole() {
        return isRead() && addsUp();
    }
}
