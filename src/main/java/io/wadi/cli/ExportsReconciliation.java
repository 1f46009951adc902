package io.wadi.cli;

import io.wadi.ingest.ExportsReport;
import io.wadi.ingest.ExportsVerdict;
import io.wadi.netflow.DatagramOutcome;
import io.wadi.netflow.ExportCapture;
import io.wadi.netflow.NetflowCounters;
import io.wadi.netflow.RecordOutcome;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes the equations of an ingest of exporters' datagrams as text. */
final class ExportsReconciliation {

    private ExportsReconciliation() {}

    static void print(ExportsReport report, ExportsVerdict verdict, PrintWriter out) {
        for (ExportCapture capture : report.captures()) {
            out.println(capture.file());
            if (capture.problem() != null) {
                out.println("  note: " + capture.problem());
            }
            out.println("  " + frames(capture));
        }
        out.println("total of " + verdict.captures() + (verdict.captures() == 1 ? " capture" : " captures"));
        out.println("  " + datagrams(report.counters()));
        out.println("  " + records(report.counters()));
        out.println("  " + stored(report));
        if (report.topic() != null) {
            out.println("  " + Reconciliation.held(report.topic()));
        }
        out.println(verdict.sentence());
        out.flush();
    }

    /** frames = datagrams + other + not IP + rejected. */
    static String frames(ExportCapture capture) {
        return "frames " + capture.frames() + " = datagrams of exporters "
                + capture.count(ExportCapture.Frame.DATAGRAM) + " + other packets "
                + capture.count(ExportCapture.Frame.OTHER) + " + not IP " + capture.count(ExportCapture.Frame.NOT_IP)
                + " + rejected " + capture.count(ExportCapture.Frame.REJECTED);
    }

    /** datagrams = decoded + refused + rejected, by reason. */
    static String datagrams(NetflowCounters counters) {
        String reasons = Arrays.stream(DatagramOutcome.values())
                .filter(outcome -> outcome.isRejected() && counters.count(outcome) > 0)
                .map(outcome -> outcome.label() + " " + counters.count(outcome))
                .collect(Collectors.joining(", "));
        return "datagrams " + counters.received() + " = decoded " + counters.count(DatagramOutcome.DECODED)
                + " + refused " + counters.count(DatagramOutcome.REFUSED) + " + rejected " + counters.rejected()
                + (reasons.isEmpty() ? "" : " (" + reasons + ")");
    }

    /** records = flows + those by every other outcome. */
    static String records(NetflowCounters counters) {
        return "records " + counters.records() + " = "
                + Arrays.stream(RecordOutcome.values())
                        .filter(outcome -> outcome == RecordOutcome.FLOW || counters.count(outcome) > 0)
                        .map(outcome -> outcome.label() + " " + counters.count(outcome))
                        .collect(Collectors.joining(" + "));
    }

    /** flows = published; packets of the flows = packets in table flows. */
    static String stored(ExportsReport report) {
        NetflowCounters counters = report.counters();
        StringBuilder text = new StringBuilder("flows " + counters.flows()
                + Reconciliation.sign(counters.flows(), counters.delivered()) + "published " + counters.delivered());
        if (counters.failed() > 0) {
            text.append(" + failed ").append(counters.failed());
        }
        if (counters.messagesRefused() > 0) {
            text.append(", of whose messages Kafka refuses ").append(counters.messagesRefused());
        }
        report.stored().ifPresent(packets -> text.append("; packets of flows ")
                .append(counters.packets())
                .append(Reconciliation.sign(counters.packets(), packets))
                .append("packets in flows ")
                .append(packets));
        return text.toString();
    }
}
