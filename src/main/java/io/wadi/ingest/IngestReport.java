package io.wadi.ingest;

import io.wadi.pcap.PcapCounters;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The results of all captures of a run.
 *
 * @param captures reports of the captures, in the order of reading
 * @param total their counters in total
 * @param topic messages in the topic; null if the tables were counted instead
 * @param took time from opening the first capture until everything was stored
 */
public record IngestReport(List<CaptureReport> captures, PcapCounters total, TopicProof topic, Duration took)
        implements Reconciled {

    /** Packets that Kafka has acknowledged, alone or in flows. */
    public long published() {
        return captures.stream().mapToLong(CaptureReport::published).sum();
    }

    /** Packets that Kafka has refused permanently, alone or in flows. */
    public long refused() {
        return captures.stream().mapToLong(CaptureReport::refused).sum();
    }

    @Override
    public long partial() {
        return captures.stream().filter(capture -> !capture.isRead()).count();
    }

    /** Captures that could be read and contain no IP packet. */
    public long withoutPackets() {
        return captures.stream().filter(CaptureReport::isWithoutPackets).count();
    }

    /** Rows of this run in table {@code traffic}; empty if not counted. */
    public OptionalLong traffic() {
        return sum(CaptureReport::traffic);
    }

    /** Packets of this run in table {@code flows}; empty if not counted. */
    public OptionalLong flows() {
        return sum(CaptureReport::flows);
    }

    private OptionalLong sum(Function<CaptureReport, OptionalLong> count) {
        return captures.stream().map(count).allMatch(OptionalLong::isPresent)
                ? OptionalLong.of(captures.stream()
                        .map(count)
                        .mapToLong(OptionalLong::getAsLong)
                        .sum())
                : OptionalLong.empty();
    }

    @Override
    public boolean addsUp() {
        return captures.stream().allMatch(CaptureReport::addsUp)
                && total.decoded() == traffic().orElse(total.decoded())
                && total.decoded() == flows().orElse(total.decoded())
                && (topic == null || topic.isWhole());
    }

    /** Stored packets per second, from opening the first capture to the last commit. */
    public double packetsPerSecond() {
        return total.decoded() / (took.toNanos() / 1e9);
    }
}
