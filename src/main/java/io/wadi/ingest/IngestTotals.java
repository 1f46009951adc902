package io.wadi.ingest;

import io.wadi.pcap.PcapCounters;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The totals of an ingest, for other programs.
 *
 * @param captures given captures
 * @param partial captures that could not be opened or not be read completely
 * @param received frames read
 * @param decoded packets among them
 * @param skipped frames that are not IP
 * @param skippedKinds these frames by what they carry, for example {@code ARP}
 * @param rejected frames that could not be decoded
 * @param published packets that Kafka has acknowledged
 * @param refused packets that Kafka has refused permanently
 * @param held acknowledged messages that the topic still holds; null if the tables were counted instead
 * @param traffic rows of this run in table {@code traffic}; null if not counted
 * @param flows packets of this run in table {@code flows}; null if not counted
 * @param whole whether every capture was read completely and all counts match
 * @param seconds time from opening the first capture until everything was stored
 * @param packetsPerSecond decoded packets per second of that time
 * @param residentBytes most memory of the process in bytes
 */
public record IngestTotals(
        int captures,
        long partial,
        long received,
        long decoded,
        long skipped,
        Map<String, Long> skippedKinds,
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
                total.skippedKinds().byName(),
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
        return TotalsJson.of(this);
    }
}
