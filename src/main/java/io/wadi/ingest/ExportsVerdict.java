package io.wadi.ingest;

import io.wadi.netflow.DatagramOutcome;
import io.wadi.netflow.ExporterReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The result of an ingest of exporters' datagrams as one sentence and an exit status. It names what was not stored, and
 * what the exporters' sequence numbers say was lost before the capture.
 */
public final class ExportsVerdict {

    private static final int MOST_NAMED = 5;

    private final ExportsReport report;
    private final int unopened;
    private final boolean partialAllowed;

    /**
     * Creates the verdict on a run.
     *
     * @param unopened captures that were left out before the run, because they could not be opened
     * @param partialAllowed whether incomplete captures are not a failure
     */
    public ExportsVerdict(ExportsReport report, int unopened, boolean partialAllowed) {
        this.report = report;
        this.unopened = unopened;
        this.partialAllowed = partialAllowed;
    }

    /** Number of given captures. */
    public int captures() {
        return report.captures().size() + unopened;
    }

    /** Captures that could not be opened or not be read completely. */
    long partial() {
        return report.partial() + unopened;
    }

    /** Whether every capture was read completely and every record has arrived. */
    boolean isWhole() {
        return unopened == 0 && report.isWhole();
    }

    public int exitStatus() {
        return isWhole() || partialAllowed && report.addsUp() ? 0 : 1;
    }

    public String sentence() {
        return proof() + leftOut() + lost();
    }

    private String proof() {
        String partial = partial() + " of " + captures() + " captures cannot be read to the end";
        if (!report.addsUp()) {
            return "THE COUNTS DO NOT MATCH" + (partial() == 0 ? "" : ", and " + partial);
        }
        if (partial() > 0) {
            return "every record that was read is accounted for, but " + partial;
        }
        if (report.counters().received() == 0) {
            return "there is nothing to account for: no datagram of an exporter in " + captures()
                    + (captures() == 1 ? " capture" : " captures")
                    + " (use --ports if they are not recognised)";
        }
        return "every record is accounted for";
    }

    private String leftOut() {
        List<String> parts = new ArrayList<>();
        add(parts, report.counters().rejected(), "datagrams that could not be decoded completely");
        add(parts, report.counters().count(DatagramOutcome.REFUSED), "datagrams of exporters that are not allowed");
        add(parts, report.counters().noTemplate(), "data sets without a template");
        return parts.isEmpty() ? "" : "; not stored: " + String.join(", ", parts);
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private String lost() {
        List<String> exporters = report.exporters().stream()
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

    private static String lost(ExporterReport report) {
        return String.format(
                Locale.ROOT,
                "%.1f %% of exporter %s (%s)",
                100 * (1 - report.completeness()),
                report.exporter().name(),
                report.exporter().protocol().label());
    }
}
