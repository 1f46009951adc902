package io.wadi.query;

import io.wadi.query.Question.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A question as the user typed it.
 *
 * @param range its time range
 * @param by fields to group by, separated by commas
 * @param order {@code bytes} or {@code packets}
 * @param filter a filter, in the language of {@code docs/explore.md}
 * @param compare {@code previous}, {@code day} or {@code week}
 * @param limit most groups, from 1 to {@value QueryText#HIGHEST_LIMIT}
 */
public record QuestionText(
        RangeText range,
        Optional<String> by,
        Optional<String> order,
        Optional<String> filter,
        Optional<String> compare,
        Optional<String> limit) {

    /** The names of its parts. */
    public static final Set<String> NAMES = Set.of("last", "from", "to", "by", "order", "filter", "compare", "limit");

    private static final Duration USUAL_RANGE = Duration.ofHours(1);
    private static final int USUAL_LIMIT = 10;
    private static final int MOST_FIELDS = 3;

    /** Reads each part by its name. */
    public static QuestionText of(Function<String, Optional<String>> parts) {
        RangeText range = new RangeText(parts.apply("last"), parts.apply("from"), parts.apply("to"));
        return new QuestionText(
                range,
                parts.apply("by"),
                parts.apply("order"),
                parts.apply("filter"),
                parts.apply("compare"),
                parts.apply("limit"));
    }

    /**
     * Validates the question. The default is the last hour by protocol, the {@value #USUAL_LIMIT} with the most bytes.
     *
     * @param detail time resolution of the stored flows
     * @throws QueryException if the question is invalid
     */
    public Question question(Instant now, FlowDetail detail) {
        TimeRange asked = range.range(now, detail, USUAL_RANGE);
        return new Question(
                asked,
                compare.map(text -> asked.earlier(shift(text, asked), now, detail))
                        .orElse(null),
                fields(by.orElse("protocol")),
                order.map(QuestionText::measure).orElse(Measure.BYTES),
                filter.map(FilterParser::parse).orElse(FlowFilter.ALL),
                limit.map(QueryText::limit).orElse(USUAL_LIMIT));
    }

    private static Duration shift(String compare, TimeRange range) {
        return switch (compare) {
            case "previous" -> Duration.between(range.from(), range.to());
            case "day" -> Duration.ofDays(1);
            case "week" -> Duration.ofDays(7);
            default -> throw new QueryException("Parameter compare must be previous, day or week");
        };
    }

    private static List<FlowField> fields(String text) {
        List<FlowField> fields =
                Arrays.stream(text.split(",", -1)).map(QuestionText::field).toList();
        if (fields.size() > MOST_FIELDS || fields.stream().distinct().count() < fields.size()) {
            throw new QueryException("Parameter by must be one to " + MOST_FIELDS + " different fields");
        }
        return fields;
    }

    private static FlowField field(String word) {
        return FlowField.named(word.strip())
                .filter(FlowField::isDimension)
                .orElseThrow(() -> new QueryException(
                        "Parameter by must be fields of " + FlowField.dimensions() + ", separated by commas"));
    }

    private static Measure measure(String text) {
        return switch (text) {
            case "bytes" -> Measure.BYTES;
            case "packets" -> Measure.PACKETS;
            default -> throw new QueryException("Parameter order must be bytes or packets");
        };
    }
}
