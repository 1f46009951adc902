package io.wadi.query;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The details of flows by hour and day that answer a question: the smallest that have all that it asks for. Function {@code
 * selected_places} has no addresses, {@code selected_details} no names, {@code selected_names} both; {@code selected_sources} and
 * {@code selected_destinations} have one end by hour ({@link OneEnd}). What only large flows can match is read from {@code selected_large}, which has each of them; other questions about ports from 10000 on from {@code
 * selected_ports}, {@code selected_src_ports} and {@code selected_dst_ports}, which have the ports of both ends or of one.
 */
record DetailSql(Question question) {

    private static final String SELECTED = "selected_%1$s(:#%2$sFrom::bigint, :#%2$sTo::bigint, '%3$s')";

    private static final String SMALL_AND_LARGE = """
        select * from %1$s as flows where not is_large and %2$s
        union all
        select * from %3$s as flows where %4$s""";

    /**
     * The rows of a period that match the filter.
     *
     * @param period {@code range} or {@code former}
     */
    String matching(String period, Grain grain) {
        String kind = question.isInDetails() ? kind(grain) : kindOfPorts();
        String details = SELECTED.formatted(kind, period, grain.word());
        String condition = question.filter().condition();
        if (!question.filter().isOfLargeFlows()) {
            return "select * from " + details + " as flows where " + condition;
        }
        String large = SELECTED.formatted("large", period, Grain.HOUR.word());
        return SMALL_AND_LARGE.formatted(details, question.filter().conditionOfSmall(), large, condition);
    }

    private String kind(Grain grain) {
        Optional<OneEnd> end = OneEnd.of(question);
        if (grain == Grain.HOUR && end.isPresent()) {
            return end.get().details();
        }
        if (!question.measure().countsEnds() && Stream.of("src_ip", "dst_ip").noneMatch(this::asksFor)) {
            return "places";
        }
        return asksFor("name") ? "names" : "details";
    }

    private String kindOfPorts() {
        if (asksFor("src_port") && asksFor("dst_port")) {
            return "ports";
        }
        return asksFor("src_port") ? "src_ports" : "dst_ports";
    }

    private boolean asksFor(String column) {
        return question.filter().isOf(column) || question.by().stream().anyMatch(field -> field.isOf(column));
    }
}
