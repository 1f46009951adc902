package io.wadi.query;

import io.wadi.filter.FlowField;
import io.wadi.filter.FlowFilter.PartCondition;
import io.wadi.lake.FlowSelection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The part of a period of a question that only the lake has, and what the question needs of it.
 *
 * @param from its first second
 * @param to the first one after it
 */
record LakePeriod(Question question, boolean isFormer, long from, long to) {

    private static final Set<String> SUMS = Set.of("packets", "bytes", "retransmissions");
    private static final Set<String> PLACES = Set.of("src_country", "dst_country", "src_asn", "dst_asn");

    /** Those of a question. */
    static Stream<LakePeriod> of(Question question) {
        return Stream.of(false, true)
                .filter(isFormer -> !isFormer || question.former() != null)
                .filter(isFormer -> question.isOfLake(period(question, isFormer)))
                .map(isFormer -> {
                    TimeRange period = period(question, isFormer);
                    return new LakePeriod(question, isFormer, period.fromSecond(), question.lakeEnd(period));
                });
    }

    private static TimeRange period(Question question, boolean isFormer) {
        return isFormer ? question.former() : question.range();
    }

    /** The columns of {@code selected_flows} that a question looks at. */
    private static Stream<String> columns(Question question) {
        Stream<FlowField> fields = Stream.concat(question.by().stream(), question.filter().fields().stream());
        return fields.flatMap(field -> Stream.concat(
                field.columns().stream(),
                question.by().contains(field) ? field.nameColumn().stream() : Stream.empty()));
    }

    /** Whether a question needs places of addresses. */
    static boolean needsPlaces(Question question) {
        return columns(question).anyMatch(PLACES::contains);
    }

    /** Why only the lake's table flows has what a question needs, and not its packets, if that is so. */
    boolean needsConversations() {
        return question.measure() == Measure.RETRANSMISSIONS
                || question.measure().needsEachFlow()
                || columns(question).anyMatch(Set.of("retransmissions", "rtt_millis")::contains);
    }

    FlowSelection selection() {
        boolean isSpread = question.series() && question.range().isSpread();
        Set<String> columns = new TreeSet<>();
        columns(question).filter(column -> !SUMS.contains(column)).forEach(column -> columns.add(stored(column)));
        if (question.measure().countsEnds()) {
            columns.addAll(Set.of("src_ip", "dst_ip"));
        }
        if (question.measure().needsEachFlow()) {
            columns.add("rtt");
        }
        if (question.measure() == Measure.RETRANSMISSIONS) {
            columns.add("transport");
        }
        if (isSpread) {
            columns.addAll(Set.of("first_seen", "last_seen"));
        }
        boolean isEachFlow = isSpread
                || question.measure().needsEachFlow()
                || columns(question).anyMatch(SUMS::contains);
        Buckets buckets = Buckets.of(question.range());
        PartCondition condition = question.filter().ofParts();
        return new FlowSelection(
                from,
                to,
                columns,
                isEachFlow,
                question.measure() == Measure.FLOWS,
                question.series() ? buckets.seconds() : 0,
                buckets.start() - shift(),
                condition.sql(),
                condition.values());
    }

    private long shift() {
        return isFormer ? question.range().fromSecond() - question.former().fromSecond() : 0;
    }

    /** The column of table flows from which one of {@code selected_flows} follows. */
    private static String stored(String column) {
        return switch (column) {
            case "src_country", "src_asn" -> "src_ip";
            case "dst_country", "dst_asn" -> "dst_ip";
            case "dscp" -> "tos";
            case "rtt_millis" -> "rtt";
            case "tcp_flag_names" -> "tcp_flags";
            case "direction" -> "exported_direction";
            case "end_reason_name" -> "end_reason";
            default -> column;
        };
    }
}
