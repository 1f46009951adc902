package io.wadi.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.pcap.PcapCounters;
import java.util.OptionalLong;

/**
 * The totals of an ingest, for programs.
 *
 * @param captures captures that were given
 * @param partial captures among them that cannot be read to their ends, or not at all
 * @param received frames read
 * @param decoded packets among them
 * @param skipped frames that are not IP
 * @param rejected frames that could not be decoded
 * @param published packets that Kafka has acknowledged
 * @param refused packets that Kafka refused permanently
 * @param held messages that the topic holds of those that it acknowledged; null where the tables were asked
 * @param traffic rows that table {@code traffic} gained; null where that was not asked for
 * @param flows packets that table {@code flows} gained; likewise
 * @param whole whether every capture was read to its end and all counts match
 * @param seconds from the opening of the first capture until all was stored
 * @param packetsPerSecond decoded packets in that time
 * @param residentBytes most memory that the process has held
 */
public record IngestTotals(
        int captures,
        long partial,
        long received,
        long decoded,
        long skipped,
        long rejected,
        long published,
        long refused,
        Long held,
        Long traffic,
        Long flows,
        boolean whole,
        double seconds,
        double packetsPerSecond,
        long residentBytes) {

    public static IngestTotals of(IngestReport report, Verdict verdict) {
        PcapCounters total = report.total();
        return new IngestTotals(
                verdict.captures(),
                verdict.partial(),
                total.received(),
                total.decoded(),
                total.skipped(),
                total.rejected(),
                report.published(),
                report.refused(),
                report.topic() == null ? null : report.topic().held(),
                boxed(report.traffic()),
                boxed(report.flows()),
                verdict.isWhole(),
                report.took().toNanos() / 1e9,
                report.packetsPerSecond(),
                ResidentMemory.most());
    }

    private static Long boxed(OptionalLong count) {
        return count.isPresent() ? count.getAsLong() : null;
    }

    public String toJson() {
        try {
            return new ObjectMapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
