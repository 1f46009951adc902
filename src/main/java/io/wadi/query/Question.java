package io.wadi.query;

import io.wadi.filter.FlowField;
import io.wadi.filter.FlowFilter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A validated question about the traffic of a range.
 *
 * @param range its time range
 * @param former the earlier range to compare with, or null
 * @param by one to three fields to group by
 * @param measure what is counted
 * @param rank what puts the groups in their order
 * @param series whether the answer has figures by time
 * @param filter which flows count
 * @param once whether a flow that several probes report counts once, as the one reports it that saw most of its packets
 * @param limit most groups; all others are one row
 * @param tablesFrom from when on tables have the flows, while those before come from the lake; null if tables have all
 */
public record Question(
        TimeRange range,
        TimeRange former,
        List<FlowField> by,
        Measure measure,
        Rank rank,
        boolean series,
        FlowFilter filter,
        boolean once,
        int limit,
        Instant tablesFrom) {

    private static final int HOUR_SECONDS = 3_600;

    /** Copies the list. */
    public Question {
        by = List.copyOf(by);
    }

    /** Whether the lake has flows of a period of it. */
    boolean isOfLake(TimeRange period) {
        return tablesFrom != null && period.from().isBefore(tablesFrom);
    }

    /** The first second after those of a period that come from the lake. */
    long lakeEnd(TimeRange period) {
        return Math.min(tablesFrom.getEpochSecond(), period.toSecond());
    }

    /** What it groups by and compares. */
    Stream<FlowField> fields() {
        return Stream.concat(by.stream(), filter.fields().stream());
    }

    /** Whether its buckets, if it has several, consist of whole hours of both periods. */
    boolean hasBucketsOfHours() {
        return !series || range.bucketSeconds() % HOUR_SECONDS == 0 && shift() % HOUR_SECONDS == 0;
    }

    /** Its range, and the earlier one if there is one. */
    Stream<TimeRange> periods() {
        return Stream.concat(Stream.of(range), Stream.ofNullable(former));
    }

    /** How much earlier its former range is, in seconds. */
    long shift() {
        return former == null ? 0 : range.fromSecond() - former.fromSecond();
    }

    /** Why only windows answer it, and not sums by hour and day, if that is so: the name of a field or measure. */
    Optional<String> detailed() {
        return detailed(by, measure, filter, once);
    }

    /** Whether the details of whole hours and days answer it, which have more than sums, but not all that windows have. */
    boolean isInDetails() {
        return !once
                && measure.isInDetails()
                && filter.isInDetails()
                && by.stream().allMatch(FlowField::isInDetails);
    }

    /** Whether the details with all ports do. */
    boolean isInDetailsOfPorts() {
        return !once
                && measure.isInDetailsOfPorts()
                && filter.isInDetailsOfPorts()
                && by.stream().allMatch(FlowField::isInDetailsOfPorts);
    }

    /** Whether either do. */
    boolean isInAnyDetails() {
        return isInDetails() || isInDetailsOfPorts();
    }

    static Optional<String> detailed(List<FlowField> by, Measure measure, FlowFilter filter, boolean once) {
        if (once) {
            return Optional.of("once");
        }
        Stream<FlowField> fields = Stream.concat(by.stream(), filter.detailed().stream());
        Optional<String> field =
                fields.filter(each -> !each.isInSums()).map(FlowField::word).findFirst();
        return measure.isInSums() ? field : Optional.of(measure.word());
    }
}
