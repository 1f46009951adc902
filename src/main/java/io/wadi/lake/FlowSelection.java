package io.wadi.lake;

import java.util.Map;
import java.util.Set;

/**
 * Which flows of the lake are wanted, and how they may be aggregated.
 *
 * @param from first second since the epoch
 * @param to the first one after them
 * @param columns the columns of table {@code flows} by which rows differ, besides window and sums
 * @param isEachFlow whether each flow is a row
 * @param countsFlows whether the number of flows of a row matters
 * @param bucketSeconds rows of windows in different buckets of this length differ; 0 if all windows are alike
 * @param bucketOrigin where a bucket begins, in seconds since the epoch
 * @param condition a condition in DuckDB's SQL on addresses, ports, transport and probe, with parameters {@code :#name}
 * @param values their values
 */
public record FlowSelection(
        long from,
        long to,
        Set<String> columns,
        boolean isEachFlow,
        boolean countsFlows,
        long bucketSeconds,
        long bucketOrigin,
        String condition,
        Map<String, Object> values) {

    /** Copies the columns. */
    public FlowSelection {
        columns = Set.copyOf(columns);
    }
}
