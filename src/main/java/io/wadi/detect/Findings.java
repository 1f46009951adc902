package io.wadi.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * The result of a detection.
 *
 * @param strongest those of the highest scores, a bounded number
 * @param found how many there were
 */
public record Findings(List<Finding> strongest, long found) {

    /** Nothing. */
    public static final Findings NONE = new Findings(List.of(), 0);

    /** The subject that stands for all that are not among the strongest. */
    static final String OTHERS = "further subjects";

    /** How many have no alert of their own. */
    long others() {
        return found - strongest.size();
    }

    /** What alerts are made of: the strongest, and one finding for all others where there are any. */
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
