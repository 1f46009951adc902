package io.wadi.query;

import io.wadi.filter.FlowField;
import io.wadi.filter.FlowFilter;
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
 * @param measure {@code bytes}, {@code packets}, {@code flows}, {@code hosts}, {@code retransmissions}, {@code rtt-p50} or
 *     {@code rtt-p95}
 * @param rank {@code average}, {@code maximum}, {@code last} or {@code p95}
 * @param series {@code true} for figures by time
 * @param filter a filter, in the language of {@code docs/explore.md}
 * @param once {@code true} to count a flow once that several probes report
 * @param compare {@code previous}, {@code day} or {@code week}
 * @param limit most groups, from 1 to {@value QueryText#HIGHEST_LIMIT}; with figures by time, to {@value #MOST_SERIES}
 */
public record QuestionText(
        RangeText range,
        Optional<String> by,
        Optional<String> measure,
        Optional<String> rank,
        Optional<String> series,
        Optional<String> filter,
        Optional<String> once,
        Optional<String> compare,
        Optional<String> limit) {

    /** The names of its parts. */
    public static final Set<String> NAMES =
            Set.of("last", "from", "to", "by", "measure", "rank", "series", "filter", "once", "compare", "limit");

    private static final Duration USUAL_RANGE = Duration.ofHours(1);
    private static final int USUAL_LIMIT = 10;
    private static final int MOST_SERIES = 100;
    private static final int MOST_FIELDS = 3;

    /** Reads each part by its name. */
    public static QuestionText of(Function<String, Optional<String>> parts) {
        RangeText range = new RangeText(parts.apply("last"), parts.apply("from"), parts.apply("to"));
        return new QuestionText(
                range,
                parts.apply("by"),
                parts.apply("measure"),
                parts.apply("rank"),
                parts.apply("series"),
                parts.apply("filter"),
                parts.apply("once"),
                parts.apply("compare"),
                parts.apply("limit"));
    }

    /**
     * Validates the question. The default is the last hour by protocol, the {@value #USUAL_LIMIT} with the most bytes.
     *
     * @param detail time resolution of the stored flows
     * @param allowed the flows that may count at all
     * @throws QueryException if the question is invalid
     */
    public Question question(Instant now, FlowDetail detail, FlowFilter allowed) {
        try {
            return question(now, detail, allowed, null);
        } catch (NotStoredException e) {
            if (!detail.hasLake() || once.map(QueryText::once).orElse(false)) {
                throw e;
            }
            return ofLake(now, detail, allowed, e);
        }
    }

    /** The same question of windows as if none were deleted. */
    private Question ofLake(Instant now, FlowDetail detail, FlowFilter allowed, NotStoredException without) {
        FlowDetail all = FlowDetail.windows(detail.windowSeconds());
        Question question = question(now, all, allowed, detail.firstWindow(now));
        if (Filters.isLong(question.range())) {
            throw without;
        }
        return question;
    }

    private Question question(Instant now, FlowDetail detail, FlowFilter allowed, Instant tablesFrom) {
        TimeRange asked = range.range(now, detail, USUAL_RANGE);
        TimeRange former = compare.map(text -> asked.earlier(shift(text, asked), now, detail))
                .orElse(null);
        List<FlowField> fields = fields(by.orElse("protocol"));
        Measure counted = measure.map(QuestionText::measure).orElse(Measure.BYTES);
        Rank order = rank.map(QuestionText::rank).orElse(Rank.AVERAGE);
        boolean byTime = series.map(QuestionText::series).orElse(false) || order != Rank.AVERAGE;
        FlowFilter flows = filter.map(Filters::read).orElse(FlowFilter.ALL).and(allowed);
        boolean countOnce = once.map(QueryText::once).orElse(false);
        Filters.checkOnce(countOnce, allowed);
        Optional<String> detailed = Question.detailed(fields, counted, flows, countOnce);
        Instant first = former == null ? asked.from() : former.from();
        detailed.ifPresent(what -> Filters.checkWindows(what, asked, first, now, detail));
        boolean isOfWindows =
                detailed.isPresent() || tablesFrom != null && asked.from().isBefore(tablesFrom);
        TimeRange answered = isOfWindows ? asked.inWindows(detail) : asked;
        return new Question(
                answered, former, fields, counted, order, byTime, flows, countOnce, limit(byTime), tablesFrom);
    }

    private int limit(boolean byTime) {
        int most = limit.map(QueryText::limit).orElse(USUAL_LIMIT);
        if (byTime && most > MOST_SERIES) {
            throw new QueryException("With figures by time, parameter limit must be at most " + MOST_SERIES);
        }
        return most;
    }

    private static Duration shift(String compare, TimeRange range) {
        return switch (compare) {
            case "previous" -> range.length();
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
        return Measure.named(text)
                .orElseThrow(() -> new QueryException("Parameter measure must be one of " + Measure.words()));
    }

    private static Rank rank(String text) {
        return Rank.named(text)
                .orElseThrow(() -> new QueryException("Parameter rank must be average, maximum, last or p95"));
    }

    private static boolean series(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new QueryException("Parameter series must be true or false");
        }
        return text.equals("true");
    }
}
