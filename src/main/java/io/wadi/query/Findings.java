package io.wadi.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The answer to a question.
 *
 * @param range time range of the rows
 * @param former the earlier range of the former figures, or null
 * @param source where the flows come from
 * @param by names of the fields of {@link Row#values}
 * @param measure name of what {@link Figures#value} counts
 * @param total the figures of all groups together
 * @param rows the groups in their order, and then all others as one row, if there are any
 */
public record Findings(
        TimeRange range,
        TimeRange former,
        Source source,
        List<String> by,
        String measure,
        Change total,
        List<Row> rows) {

    /** Where flows come from. */
    public enum Source {
        /** From PostgreSQL. */
        @JsonProperty("database")
        DATABASE,
        /** At least those that PostgreSQL no longer has come from the lake. */
        @JsonProperty("lake")
        LAKE
    }

    /**
     * A group.
     *
     * @param values a value for each field, null where it is unknown
     * @param labels what each value is called, null where nothing is known: the name of a host or autonomous system
     * @param other whether this is all groups that are not listed; its values are null
     * @param now its figures in the range
     * @param former its figures in the earlier range, or null without one
     * @param change change of the value since then in percent; null without an earlier value other than 0
     */
    public record Row(
            List<String> values, List<String> labels, boolean other, Figures now, Figures former, Double change) {}

    /** The figures of a group or of all, as in {@link Row}. */
    public record Change(Figures now, Figures former, Double change) {

        static Change of(Figures now, Figures former) {
            if (former == null || now.value == null || former.value == null || former.value.doubleValue() == 0) {
                return new Change(now, former, null);
            }
            double before = former.value.doubleValue();
            return new Change(now, former, 100 * (now.value.doubleValue() - before) / before);
        }
    }

    /**
     * Figures in a range.
     *
     * @param packets number of packets
     * @param bytes bytes of the IP packets
     * @param value what is counted; null where that is unknown
     * @param series the value of each bucket, if asked for
     */
    public record Figures(
            long packets,
            long bytes,
            Number value,
            @JsonInclude(JsonInclude.Include.NON_NULL) List<Number> series) {}
}
