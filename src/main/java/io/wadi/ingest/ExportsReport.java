package io.wadi.ingest;

import io.wadi.netflow.DatagramOutcome;
import io.wadi.netflow.ExportCapture;
import io.wadi.netflow.ExporterReport;
import io.wadi.netflow.NetflowCounters;
import io.wadi.netflow.RecordOutcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * The result of {@link ExportsIngest}.
 *
 * @param captures the captures, in the order of reading
 * @param counters what was decoded and published
 * @param exporters the streams of the exporters
 * @param stored packets of this run in table {@code flows}; empty if not counted
 * @param topic messages in the topic; null if the table was counted instead
 * @param took time from opening the first capture until everything was stored
 */
public record ExportsReport(
        List<ExportCapture> captures,
        NetflowCounters counters,
        List<ExporterReport> exporters,
        OptionalLong stored,
        TopicProof topic,
        Duration took)
        implements Reconciled {

    /** Frames of all captures that are of this kind. */
    public long frames(ExportCapture.Frame kind) {
        return captures.stream().mapToLong(capture -> capture.count(kind)).sum();
    }

    @Override
    public long partial() {
        return captures.stream().filter(capture -> !capture.isRead()).count();
    }

    @Override
    public boolean addsUp() {
        long records =
                Arrays.stream(RecordOutcome.values()).mapToLong(counters::count).sum();
        return frames(ExportCapture.Frame.DATAGRAM) == counters.received()
                && counters.received()
                        == counters.count(DatagramOutcome.DECODED)
                                + counters.count(DatagramOutcome.REFUSED)
                                + counters.rejected()
                && counters.records() == records
                && counters.flows() == counters.delivered()
                && counters.messagesRefused() == 0
                && counters.packets() == stored.orElse(counters.packets())
                && (topic == null || topic.isWhole());
    }

    /** Records per second, from opening the first capture to the last commit. */
    public double recordsPerSecond() {
        return counters.records() / (took.toNanos() / 1e9);
    }
}
