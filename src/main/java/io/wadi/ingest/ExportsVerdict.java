package io.wadi.ingest;

import io.wadi.netflow.DatagramOutcome;
import io.wadi.netflow.ExporterTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Says whether every record of exporters' datagrams is accounted for, what was not stored, and what the exporters'
 * sequence numbers say was lost before the capture.
 */
public final class ExportsVerdict extends Verdict {

    private static final int MOST_NAMED = 5;

    private final ExportsReport report;

    /**
     * Creates the verdict on a run.
     *
     * @param unopened captures that were left out before the run, because they could not be opened
     * @param partialAllowed whether incomplete captures are not a failure
     */
    public ExportsVerdict(ExportsReport report, int unopened, boolean partialAllowed) {
        super(report, unopened, partialAllowed);
        this.report = report;
    }

    @Override
    public String sentence() {
        return proof() + leftOut() + lost();
    }

    private String proof() {
        if (!report.addsUp()) {
            return "THE COUNTS DO NOT MATCH" + (partial() == 0 ? "" : ", and " + partialCaptures());
        }
        if (partial() > 0) {
            return "every record that was read is accounted for, but " + partialCaptures();
        }
        if (report.counters().received() == 0) {
            return "there is nothing to account for: no datagram of an exporter in "
                    + count(captures(), "capture", "captures")
                    + " (use --ports if they are not recognised)";
        }
        return "every record is accounted for";
    }

    private String leftOut() {
        List<String> parts = new ArrayList<>();
        add(parts, report.counters().rejected(), "datagram that", "datagrams that", " could not be decoded completely");
        long refused = report.counters().count(DatagramOutcome.REFUSED);
        add(parts, refused, "datagram", "datagrams", " of exporters that are not allowed");
        add(parts, report.counters().noTemplate(), "data set", "data sets", " without a template");
        return parts.isEmpty() ? "" : "; not stored: " + String.join(", ", parts);
    }

    private static void add(List<String> parts, long number, String one, String many, String what) {
        if (number > 0) {
            parts.add(count(number, one, many) + what);
        }
    }

    private String lost() {
        List<String> exporters = ExporterTotals.of(report.exporters()).stream()
                .filter(each -> each.lost() > 0)
                .map(ExportsVerdict::lost)
                .toList();
        if (exporters.isEmpty()) {
            return "";
        }
        int more = Math.max(0, exporters.size() - MOST_NAMED);
        return "; by their sequence numbers, the captures lack "
                + String.join(", ", exporters.subList(0, exporters.size() - more))
                + (more == 0 ? "" : " and parts of " + more + " more");
    }

    private static String lost(ExporterTotals exporter) {
        // As the dashboard says it: a loss is never rounded to nothing.
        String share = exporter.missing() < 0.0005
                ? "less than 0.1"
                : String.format(Locale.ROOT, "%.1f", 100 * exporter.missing());
        return share + " % of exporter " + exporter.name() + " ("
                + exporter.protocol().label() + ")";
    }
}
