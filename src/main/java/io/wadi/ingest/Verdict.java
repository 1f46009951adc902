package io.wadi.ingest;

/** The result of an ingest as one sentence and an exit status. */
public abstract class Verdict {

    private final Reconciled report;
    private final int unopened;
    private final boolean partialAllowed;

    /**
     * Creates the verdict on a run.
     *
     * @param unopened captures that were left out before the run, because they could not be opened
     * @param partialAllowed whether incomplete captures are not a failure
     */
    Verdict(Reconciled report, int unopened, boolean partialAllowed) {
        this.report = report;
        this.unopened = unopened;
        this.partialAllowed = partialAllowed;
    }

    /** Says what is accounted for, and what was not stored. */
    public abstract String sentence();

    /** Number of given captures. */
    public int captures() {
        return report.captures().size() + unopened;
    }

    /** Captures that could not be opened or not be read completely. */
    long partial() {
        return report.partial() + unopened;
    }

    /** Whether every capture was read completely and all that was read has arrived. */
    boolean isWhole() {
        return unopened == 0 && report.isWhole();
    }

    public int exitStatus() {
        return isWhole() || partialAllowed && report.addsUp() ? 0 : 1;
    }

    String partialCaptures() {
        return partial() + " of " + count(captures(), "capture", "captures") + " cannot be read to "
                + (partial() == 1 ? "its end" : "their ends");
    }

    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
