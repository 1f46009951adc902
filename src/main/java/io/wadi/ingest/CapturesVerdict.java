package io.wadi.ingest;

import java.util.ArrayList;
import java.util.List;

/** Says that every packet is accounted for only if this is true for every capture. */
public final class CapturesVerdict extends Verdict {

    private final IngestReport report;

    /**
     * Creates the verdict on a run.
     *
     * @param unopened captures that were left out before the run, because they could not be opened
     * @param partialAllowed whether incomplete captures are not a failure
     */
    public CapturesVerdict(IngestReport report, int unopened, boolean partialAllowed) {
        super(report, unopened, partialAllowed);
        this.report = report;
    }

    @Override
    public String sentence() {
        return proof() + leftOut();
    }

    private String proof() {
        if (!report.addsUp()) {
            return "THE COUNTS DO NOT MATCH" + refused() + (partial() == 0 ? "" : ", and " + partialCaptures());
        }
        if (partial() > 0) {
            return "every packet that was read is accounted for, but " + partialCaptures();
        }
        if (report.total().decoded() == 0) {
            return "there is nothing to account for: " + withoutPackets();
        }
        return "every packet is accounted for" + (report.withoutPackets() == 0 ? "" : "; " + withoutPackets());
    }

    private String refused() {
        return report.refused() == 0
                ? missing()
                : ": Kafka refuses " + count(report.refused(), "packet", "packets")
                        + " permanently, for example because they are larger than the topic allows (see the log)";
    }

    private String missing() {
        return report.published() > report.traffic().orElse(report.published())
                ? ": rows of traffic are missing. Perhaps retention (wadi.retention.*) of another process has removed them"
                : "";
    }

    private String withoutPackets() {
        return "no IP packet in "
                + (report.withoutPackets() == captures()
                        ? count(captures(), "capture", "captures")
                        : report.withoutPackets() + " of " + count(captures(), "capture", "captures"));
    }

    private String leftOut() {
        List<String> frames = new ArrayList<>();
        if (report.total().skipped() > 0) {
            frames.add(count(report.total().skipped(), "frame that is not IP", "frames that are not IP") + " ("
                    + report.total().skippedKinds().text() + ")");
        }
        if (report.total().rejected() > 0) {
            frames.add(count(
                    report.total().rejected(), "frame that could not be decoded", "frames that could not be decoded"));
        }
        return frames.isEmpty() ? "" : "; not stored: " + String.join(", ", frames);
    }
}
