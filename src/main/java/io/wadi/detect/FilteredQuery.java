package io.wadi.detect;

import io.wadi.filter.FlowFilter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The query of a detection over a part of the flows: its tables are common table expressions of the same names. Inlined,
 * so that the conditions of the query still select partitions.
 */
final class FilteredQuery {

    private static final List<String> WITH_ALL_FIELDS = List.of("flows");
    private static final List<String> WITH_SUMS = List.of("flows", "flows_hour", "flows_day");

    private FilteredQuery() {}

    /**
     * The query over the flows that match. Sums that lack a field of the filter remain whole.
     *
     * @param query a statement in SQL
     */
    static String of(String query, FlowFilter filter) {
        if (filter == FlowFilter.ALL) {
            return query;
        }
        List<String> tables = filter.detailed().isPresent() ? WITH_ALL_FIELDS : WITH_SUMS;
        String parts = tables.stream()
                .map(table ->
                        table + " as not materialized (select * from " + table + " where " + filter.condition() + ")")
                .collect(Collectors.joining(", "));
        return "with " + parts + " select * from (\n" + query + "\n) as part";
    }
}
