package io.wadi.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.ingest.IngestReport;
import io.wadi.pcap.PcapCounters;
import java.util.OptionalLong;

/**
 * The totals of an ingest for programs.
 *
 * @param received frames read
 * @param decoded packets among them
 * @param skipped frames that are not IP
 * @param rejected frames that could not be decoded
 * @param published packets that Kafka has acknowledged
 * @param traffic rows that table {@code traffic} gained; null where that was not asked for
 * @param flows packets that table {@code flows} gained; likewise
 * @param whole whether all of this adds up
 * @param seconds from the opening of the first capture until all was stored
 * @param packetsPerSecond decoded packets in that time
 * @param residentBytes most memory that the process has held
 */
public record IngestTotals(
        long received,
        long decoded,
        long skipped,
        long rejected,
        long published,
        Long traffic,
        Long flows,
        boolean whole,
        double seconds,
        double packetsPerSecond,
        long residentBytes) {

    static IngestTotals of(IngestReport report) {
        PcapCounters total = report.total();
        return new IngestTotals(
                total.received(),
                total.decoded(),
                total.skipped(),
                total.rejected(),
                report.published(),
                boxed(report.traffic()),
                boxed(report.flows()),
                report.isWhole(),
                report.took().toNanos() / 1e9,
                report.packetsPerSecond(),
                ResidentMemory.most());
    }

    private static Long boxed(OptionalLong count) {
        return count.isPresent() ? count.getAsLong() : null;
    }

    String toJson() {
        try {
            return new ObjectMapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
