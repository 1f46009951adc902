package io.wadi.cli;

import io.wadi.ingest.CaptureReport;
import io.wadi.ingest.IngestReport;
import io.wadi.ingest.TopicProof;
import io.wadi.packet.Outcome;
import io.wadi.pcap.PcapCounters;
import io.wadi.pcap.PcapSource;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Writes the equations of the counters as text. */
final class Reconciliation {

    private Reconciliation() {}

    /**
     * received = decoded + skipped + excluded + rejected, with the kinds of skipped frames and the reasons of
     * rejection; files have no excluded packets.
     */
    static String captured(PcapCounters counters) {
        String reasons = Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.isRejected() && counters.count(outcome) > 0)
                .map(outcome -> outcome.label() + " " + counters.count(outcome))
                .collect(Collectors.joining(", "));
        return "received " + counters.received() + " = decoded " + counters.decoded() + " + skipped "
                + counters.skipped() + inBrackets(counters.skippedKinds().text())
                + (counters.excluded() == 0 ? "" : " + excluded " + counters.excluded()) + " + rejected "
                + counters.rejected()
                + inBrackets(reasons);
    }

    private static String inBrackets(String details) {
        return details.isEmpty() ? "" : " (" + details + ")";
    }

    /** Like {@link #captured(PcapCounters)}, with the frames that a pcapng file says were dropped before. */
    static String captured(PcapSource source) {
        PcapCounters counters = source.counters();
        String captured = captured(counters);
        if (counters.kernelDropped() + counters.interfaceDropped() == 0) {
            return captured;
        }
        String interfaces = source.interfaces().stream()
                .filter(counts -> counts.dropped() > 0)
                .map(counts -> counts.name() + " " + counts.dropped())
                .collect(Collectors.joining(", "));
        return captured + "; dropped before: by the system " + counters.kernelDropped() + ", by interfaces "
                + counters.interfaceDropped() + inBrackets(interfaces);
    }

    /** decoded = published = stored in traffic = packets in flows, for one capture. */
    static String stored(CaptureReport capture) {
        PcapCounters counters = capture.source().counters();
        String published = published(capture.published(), capture.refused(), counters.failed());
        return equation(counters.decoded(), capture.published(), published, capture.traffic(), capture.flows());
    }

    /** Like {@link #stored(CaptureReport)}, for all captures of a run. */
    static String stored(IngestReport report) {
        String published =
                published(report.published(), report.refused(), report.total().failed());
        return equation(report.total().decoded(), report.published(), published, report.traffic(), report.flows());
    }

    /** acknowledged = held by the topic. */
    static String held(TopicProof topic) {
        return "acknowledged " + topic.acknowledged() + " messages" + sign(topic.acknowledged(), topic.held())
                + "held by topic " + topic.topic() + " " + topic.held();
    }

    private static String published(long published, long refused, long failed) {
        return "published " + published + (refused == 0 ? "" : " + refused by Kafka " + refused)
                + (failed == 0 ? "" : " + failed " + failed);
    }

    private static String equation(
            long decoded, long published, String publishing, OptionalLong traffic, OptionalLong flows) {
        StringBuilder text = new StringBuilder("decoded " + decoded + sign(decoded, published) + publishing);
        traffic.ifPresent(rows ->
                text.append(sign(decoded, rows)).append("rows in traffic ").append(rows));
        flows.ifPresent(packets ->
                text.append(sign(decoded, packets)).append("packets in flows ").append(packets));
        return text.toString();
    }

    static String sign(long left, long right) {
        return left == right ? " = " : " ≠ ";
    }
}
