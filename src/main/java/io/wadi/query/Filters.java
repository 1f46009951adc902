package io.wadi.query;

import io.wadi.filter.FilterException;
import io.wadi.filter.FlowFilter;
import java.time.Duration;
import java.time.Instant;

/** Reads the filters of queries. */
final class Filters {

    private static final Duration LONGEST_OF_WINDOWS = Duration.ofDays(7);

    private Filters() {}

    /**
     * Reads a filter.
     *
     * @throws QueryException if it is invalid
     */
    static FlowFilter read(String text) {
        try {
            return FlowFilter.parse(text);
        } catch (FilterException e) {
            throw new QueryException(e.getMessage());
        }
    }

    /**
     * Refuses to count flows once if the reports of a flow may not all be allowed: those that are not would decide which one
     * counts.
     *
     * @throws QueryException if so
     */
    static void checkOnce(boolean once, FlowFilter allowed) {
        allowed.ofReports().filter(field -> once).ifPresent(field -> {
            throw new QueryException("Parameter once cannot be used: your part of the traffic is chosen by "
                    + field.word() + ", in which reports of the same flow may differ");
        });
    }

    /**
     * The range, in the grain that a filter needs.
     *
     * @throws QueryException if the filter needs windows, and the range is too long or has none
     */
    static TimeRange range(FlowFilter filter, TimeRange range, Instant now, FlowDetail detail) {
        if (filter.detailed().isEmpty()) {
            return range;
        }
        checkWindows(filter.detailed().get().word(), range, range.from(), now, detail);
        return range.inWindows(detail);
    }

    /** Whether a range is too long for windows. */
    static boolean isLong(TimeRange range) {
        return Duration.between(range.from(), range.to()).compareTo(LONGEST_OF_WINDOWS) > 0;
    }

    /**
     * Windows are many, so a question that cannot use sums has a shorter range.
     *
     * @param what the field or measure that sums do not have
     * @param first start of the earliest range of the question
     * @throws QueryException if the range is too long, or its windows are no longer stored
     */
    static void checkWindows(String what, TimeRange range, Instant first, Instant now, FlowDetail detail) {
        if (isLong(range)) {
            throw new QueryException("Questions with " + what + " need a range of at most "
                    + LONGEST_OF_WINDOWS.toDays() + " days: sums by hour and day do not have it");
        }
        if (detail.finest(first, now) != Grain.MINUTE) {
            throw new NotStoredException(
                    "Questions with " + what + " need flows that are no longer stored for this range; "
                            + "see setting wadi.retention.flow-days" + detail.hint());
        }
    }
}
