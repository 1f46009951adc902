package io.wadi.query;

import io.wadi.database.Sql;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statement that answers a question. Each flow is aggregated once, by group and bucket. The groups are ranked, and
 * then the same rows are aggregated again by rank, so that measures which do not add up, such as distinct hosts, are
 * exact for the others and for all as well.
 */
final class ExploreSql {

    private static final String STATEMENT = """
        with flow as (%1$s),
        scored as (%2$s),
        top as (
            select * from (
                select scored.*, row_number() over (order by score desc nulls last, former_score desc nulls last, %3$s) as place
                from scored
            ) as ranked where place <= :#limit
        )%11$s
        select place, grouping(place) as is_total, %4$s as bucket, %5$s,
            wadi_capped(sum(packets) filter (where not is_former)) as packets,
            wadi_capped(sum(bytes) filter (where not is_former)) as bytes, %6$s as value,
            wadi_capped(sum(packets) filter (where is_former)) as former_packets,
            wadi_capped(sum(bytes) filter (where is_former)) as former_bytes, %7$s as former_value
        from (%8$s) as flow
        group by grouping sets (%9$s)
        %10$s
        order by is_total, place, bucket nulls first
        """;

    private static final String PLACED = "select flow.*, top.place, %1$s from flow left join top on %2$s";

    private static final String BY_WHOLE = "select %1$s, %2$s as score, %3$s as former_score from flow group by %1$s";

    private static final String BY_BUCKET = """
        select whole.*, cells.score
        from (select %1$s, %2$s as former_score from flow group by %1$s) as whole
            left join (
                select %1$s, %3$s as score
                from (%4$s) as cell
                group by %1$s) as cells on %5$s
        """;

    private static final String CELLS =
            "select bucket, %1$s, %2$s as value from flow where not is_former group by bucket, %1$s";

    /** Equal or both unknown: PostgreSQL hashes this, and would sort all flows by rows of their keys. */
    private static final String SAME = "coalesce(%1$s.key%3$d::text, '') = coalesce(%2$s.key%3$d::text, '')"
            + " and (%1$s.key%3$d is null) = (%2$s.key%3$d is null)";

    private final Question question;
    private final boolean isByHours;
    private final boolean isOfPorts;

    ExploreSql(Question question) {
        this.question = question;
        isByHours = HostHours.serve(question);
        isOfPorts = PortSums.serve(question);
    }

    Sql statement() {
        boolean hasBuckets = question.series() && !isByHours;
        return new Sql(STATEMENT.formatted(
                flows(),
                scored(),
                keys(),
                hasBuckets ? "bucket" : "null::int",
                each(", ", number -> "min(value" + number + ") as value" + number + ", " + label(number)),
                question.measure().of(false),
                formerValue(),
                placed(),
                hasBuckets ? "(place), (), (place, bucket), (bucket)" : "(place), ()",
                isByHours ? new HostHours(question).series(placed()) : "",
                isOfPorts ? ", listed as (" + new PortSums(question).listed() + ")" : ""));
    }

    private String placed() {
        if (isOfPorts) {
            return new PortSums(question).placed();
        }
        return PLACED.formatted(
                each(", ", number -> question.by().get(number).text("top.key" + number) + " as value" + number),
                same("flow", "top"));
    }

    private String scored() {
        Measure measure = question.measure();
        if (question.rank() == Rank.AVERAGE) {
            return BY_WHOLE.formatted(keys(), measure.of(false), formerValue());
        }
        if (isOfPorts) {
            return new PortSums(question).scored(formerValue());
        }
        int buckets = Buckets.of(question.range()).number();
        return BY_BUCKET.formatted(
                keys(), formerValue(), question.rank().score(buckets), cells(), same("whole", "cells"));
    }

    private String cells() {
        return isByHours
                ? new HostHours(question).cells(keys(), "select * from flow where not is_former")
                : CELLS.formatted(keys(), question.measure().ofCell());
    }

    private String formerValue() {
        return question.former() == null ? "null::int" : question.measure().of(true);
    }

    private String keys() {
        return each(", ", number -> "key" + number);
    }

    private String same(String one, String other) {
        return each(" and ", number -> SAME.formatted(one, other, number));
    }

    /** The name that all flows of a group give to its value, if they agree. */
    private String label(int number) {
        String name = question.by().get(number).nameColumn().isPresent()
                ? "case when min(low%1$d) = max(high%1$d) then max(high%1$d) end".formatted(number)
                : "null::text";
        return name + " as label" + number;
    }

    private String flows() {
        if (isOfPorts) {
            return new PortSums(question).ports();
        }
        String flows = new PeriodSql(question, false).sql();
        return question.former() == null ? flows : flows + "union all\n" + new PeriodSql(question, true).sql();
    }

    private String each(String separator, IntFunction<String> part) {
        return IntStream.range(0, question.by().size()).mapToObj(part).collect(Collectors.joining(separator));
    }

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>(question.filter().values());
        parameters.put("limit", question.limit());
        parameters.put("rangeFrom", question.range().fromSecond());
        parameters.put("rangeTo", question.range().toSecond());
        if (question.tablesFrom() != null) {
            parameters.put("tablesFrom", question.tablesFrom().getEpochSecond());
        }
        if (question.former() != null) {
            parameters.put("formerFrom", question.former().fromSecond());
            parameters.put("formerTo", question.former().toSecond());
        }
        return parameters;
    }
}
