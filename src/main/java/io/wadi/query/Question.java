package io.wadi.query;

import java.util.List;

/**
 * A validated question about the traffic of a range.
 *
 * @param range its time range
 * @param former the earlier range to compare with, or null
 * @param by one to three fields to group by
 * @param order what ranks the groups
 * @param filter which flows count
 * @param limit most groups; all others are one row
 */
public record Question(
        TimeRange range, TimeRange former, List<FlowField> by, Measure order, FlowFilter filter, int limit) {

    /** What is counted; its name in lower case is its column. */
    enum Measure {
        BYTES,
        PACKETS
    }

    /** Copies the list. */
    public Question {
        by = List.copyOf(by);
    }
}
