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

    private static final String SUMS = """
        select %1$s as is_former, %2$s as bucket, %3$s, sum(packets) as packets, sum(bytes) as bytes
        from selected_flows(:#%4$sFrom::bigint, :#%4$sTo::bigint, '%5$s', null, null, null)
        where %6$s
        group by %7$s
        """;

    private static final String WINDOWS = """
        select %1$s as is_former, %2$s as bucket, %3$s, sum(packets) as packets, sum(bytes) as bytes, count(*) as flows,
            sum(retransmissions) as retransmissions, sum(packets) filter (where transport = 'TCP') as tcp_packets
        from flows
        where window_start >= to_timestamp(:#%4$sFrom::bigint) and window_start < to_timestamp(:#%4$sTo::bigint)
            and %6$s
        group by %7$s
        """;

    /** Both ends of the flows, of which the first has the packets. */
    private static final String ENDS = """
        (select is_former, bucket, %1$s, host, packets * part as packets, bytes * part as bytes
        from (%2$s) as flow cross join lateral (values (src_ip, 1), (dst_ip, 0)) as ends (host, part))
        """;

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
        String keys = each(number -> "flow.key" + number).replace("flow.", "");
        int buckets = Buckets.of(question.range()).number();
        return new Sql(STATEMENT.formatted(
                flows(),
                keys,
                isScored ? question.rank().score(buckets) : "null::int",
                measure.of(false),
                isScored ? "max(score)" : measure.of(false),
                measure.of(true),
                isScored ? "left join scored on scored.id = row(" + each(number -> "flow.key" + number) + ")" : "",
                question.series() ? "bucket" : "null::int",
                each(number -> "min(value" + number + ") as value" + number),
                each(number -> question.by().get(number).text("top.key" + number) + " as value" + number),
                each(number -> "flow.key" + number),
                question.series() ? "(place), (), (place, bucket), (bucket)" : "(place), ()"));
    }

    private String flows() {
        String flows = period(false);
        return question.former() == null ? flows : flows + "union all\n" + period(true);
    }

    private String period(boolean isFormer) {
        boolean countsHosts = question.measure() == Measure.HOSTS;
        boolean isDetailed = question.detailed().isPresent();
        TimeRange range = question.range();
        String ends = countsHosts ? ", src_ip, dst_ip" : "";
        long shift = isFormer ? range.fromSecond() - question.former().fromSecond() : 0;
        String bucket = question.series() ? Buckets.of(range).index(shift) : "0";
        String columns = each(number -> question.by().get(number).key() + " as key" + number);
        String aggregated = (isDetailed ? WINDOWS : SUMS)
                .formatted(
                        isFormer,
                        bucket,
                        columns + ends,
                        isFormer ? "former" : "range",
                        (question.series() ? range.grainByTime() : Grain.DAY).word(),
                        question.filter().condition(),
                        "2, " + each(number -> String.valueOf(number + 3)) + ends);
        return countsHosts ? ENDS.formatted(each(number -> "key" + number), aggregated) : aggregated;
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
