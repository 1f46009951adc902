package io.wadi.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * The result of a detection.
 *
 * @param strongest the findings with the highest scores, a bounded number
 * @param found number of all findings
 */
public record Findings(List<Finding> strongest, long found) {

    /** No findings. */
    public static final Findings NONE = new Findings(List.of(), 0);

    /** The subject of the alert for all findings that are not among the strongest. */
    static final String OTHERS = "further subjects";

    /** Number of findings without an alert of their own. */
    long others() {
        return found - strongest.size();
    }

    /** The findings that become alerts: the strongest, and one for all others if there are any. */
    List<Finding> forAlerts() {
        if (others() == 0) {
            return strongest;
        }
        List<Finding> all = new ArrayList<>(strongest);
        double weakest = strongest.get(strongest.size() - 1).score();
        all.add(new Finding(OTHERS, weakest, "{\"found\": " + found + ", \"alerts\": " + strongest.size() + "}"));
        return all;
    }
}
