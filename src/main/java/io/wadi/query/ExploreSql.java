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
        scored as (
            select row(%2$s) as id, %3$s as score
            from (select bucket, %2$s, %4$s as value from flow where not is_former group by bucket, %2$s) as cell
            group by %2$s
        ),
        top as (
            select * from (
                select %2$s, row(%2$s) as id,
                    row_number() over (order by %5$s desc nulls last, %6$s desc nulls last, %2$s) as place
                from flow %7$s group by %2$s
            ) as ranked where place <= :#limit
        )
        select place, grouping(place) as is_total, %8$s as bucket, %9$s,
            wadi_capped(sum(packets) filter (where not is_former)) as packets,
            wadi_capped(sum(bytes) filter (where not is_former)) as bytes, %4$s as value,
            wadi_capped(sum(packets) filter (where is_former)) as former_packets,
            wadi_capped(sum(bytes) filter (where is_former)) as former_bytes, %6$s as former_value
        from (select flow.*, top.place, %10$s from flow left join top on top.id = row(%11$s)) as flow
        group by grouping sets (%12$s)
        order by is_total, place, bucket nulls first
        """;

    private final Question question;

    ExploreSql(Question question) {
        this.question = question;
    }

    Sql statement() {
        Measure measure = question.measure();
        boolean isScored = question.rank() != Rank.AVERAGE;
        String keys = each(number -> "key" + number);
        String ids = each(number -> "flow.key" + number);
        int buckets = Buckets.of(question.range()).number();
        return new Sql(STATEMENT.formatted(
                flows(),
                keys,
                isScored ? question.rank().score(buckets) : "null::int",
                measure.of(false),
                isScored ? "max(score)" : measure.of(false),
                measure.of(true),
                isScored ? "left join scored on scored.id = row(" + ids + ")" : "",
                question.series() ? "bucket" : "null::int",
                each(number -> "min(value" + number + ") as value" + number + ", " + label(number)),
                each(number -> question.by().get(number).text("top.key" + number) + " as value" + number),
                ids,
                question.series() ? "(place), (), (place, bucket), (bucket)" : "(place), ()"));
    }

    /** The name that all flows of a group give to its value, if they agree. */
    private String label(int number) {
        String name = question.by().get(number).nameColumn().isPresent()
                ? "case when min(low%1$d) = max(high%1$d) then max(high%1$d) end".formatted(number)
                : "null::text";
        return name + " as label" + number;
    }

    private String flows() {
        String flows = new PeriodSql(question, false).sql();
        return question.former() == null ? flows : flows + "union all\n" + new PeriodSql(question, true).sql();
    }

    private String each(IntFunction<String> column) {
        return IntStream.range(0, question.by().size()).mapToObj(column).collect(Collectors.joining(", "));
    }

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>(question.filter().values());
        parameters.put("limit", question.limit());
        parameters.put("rangeFrom", question.range().fromSecond());
        parameters.put("rangeTo", question.range().toSecond());
        if (question.former() != null) {
            parameters.put("formerFrom", question.former().fromSecond());
            parameters.put("formerTo", question.former().toSecond());
        }
        return parameters;
    }
}
