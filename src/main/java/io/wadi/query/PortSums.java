package io.wadi.query;

import io.wadi.filter.FlowField;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Questions about all ports of one end. There are tens of thousands of them, so they are ranked by sums of days, and only those
 * that are listed are read by time. What is left of all flows are the others.
 */
final class PortSums {

    private static final String PORTS = """
        select %1$s as is_former, %2$s as key0, sum(packets) as packets, sum(bytes) as bytes
        from selected_%2$s_sums(:#%3$sFrom::bigint, :#%3$sTo::bigint) as flows
        where %4$s
        group by 2%5$s
        """;

    /** Those of some ports by bucket. */
    private static final String BY_BUCKET = """
        select %1$s as is_former, %2$s as bucket, key0, sum(packets) as packets, sum(bytes) as bytes
        from (
            select window_start + coalesce(hour, 0) * interval '1 hour' as window_start, key0, each.packets, each.bytes
            from selected_%3$s_sums(:#%4$sFrom::bigint, :#%4$sTo::bigint) as flows
                join (select key0 from %5$s) as wanted on coalesce(key0, -1) = coalesce(%3$s, -1)
                cross join lateral (
                    select * from unnest(each_hour, each_packets, each_bytes) as hours (hour, packets, bytes)
                    union all
                    select null, flows.packets, flows.bytes where each_hour is null) as each
            where %6$s) as flows
        group by 2, 3
        """;

    /** No bucket of a port has more than its day. So those whose days have less than the last of the listed cannot be listed. */
    private static final String SCORED = """
        with most as (select key0, max(%1$s) as of_day from flow where not is_former group by key0),
        likely as (select key0 from most order by of_day desc limit 5 * :#limit::bigint),
        listed as (%2$s order by score desc nulls last limit :#limit),
        possible as (
            select key0 from most
            where of_day >= coalesce((select min(score) from listed having count(score) = :#limit), 0)
        )
        select whole.*, best.score
        from (select key0, %4$s as former_score from flow group by key0) as whole
            left join (%3$s) as best on coalesce(whole.key0, -1) = coalesce(best.key0, -1)""";

    private static final String SCORES = """
        select key0, %1$s as score from (select bucket, key0, %2$s as value from (%3$s) as each) as cell group by key0""";

    private static final String ALL = """
        select %1$s as is_former, %2$s as bucket, sum(packets) as packets, sum(bytes) as bytes
        from selected_places(:#%3$sFrom::bigint, :#%3$sTo::bigint, '%4$s') as flows
        where %5$s
        group by 2
        """;

    private static final String PLACED = """
        select is_former, bucket, place, key0::text as value0, packets, bytes
        from listed join (select place, key0 as port from top) as top on coalesce(key0, -1) = coalesce(port, -1)
        union all
        select is_former, bucket, null, null, sum(packets), sum(bytes)
        from (
            %1$s
            union all
            select is_former, bucket, -packets, -bytes from listed) as others
        group by 1, 2
        having sum(packets) > 0 or sum(bytes) > 0
        """;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Set<String> COLUMNS = Set.of("transport");

    private final Question question;

    PortSums(Question question) {
        this.question = question;
    }

    /** Whether sums by port answer it, and ranges have a whole day, for which they are kept. */
    static boolean serve(Question question) {
        return List.of(List.of(FlowField.SOURCE_PORT), List.of(FlowField.DESTINATION_PORT))
                        .contains(question.by())
                && (question.measure() == Measure.BYTES || question.measure() == Measure.PACKETS)
                && question.filter().fields().stream().allMatch(field -> field.isOfSome(COLUMNS))
                && !question.once()
                && question.tablesFrom() == null
                && question.range().length().compareTo(DAY) >= 0
                && question.hasBucketsOfHours()
                && DAY.toSeconds() % question.range().bucketSeconds() == 0;
    }

    /** The ports of both periods, by day if buckets rank them. */
    String ports() {
        String day = question.rank() == Rank.AVERAGE ? "" : ", date_trunc('day', window_start, 'UTC')";
        return both(isFormer -> PORTS.formatted(isFormer, port(), name(isFormer), condition(), day));
    }

    /** The scores of the ports that may be listed, from the rows of {@link #ports}, if buckets rank them. */
    String scored(String formerValue) {
        return SCORED.formatted(question.measure().word(), scores("likely"), scores("possible"), formerValue);
    }

    private String scores(String ports) {
        String score = question.rank().score(Buckets.of(question.range()).number());
        return SCORES.formatted(score, question.measure().word(), byBucket(false, ports));
    }

    /** The ports of rows {@code top} by bucket. */
    String listed() {
        return both(isFormer -> byBucket(isFormer, "top"));
    }

    private String byBucket(boolean isFormer, String ports) {
        return BY_BUCKET.formatted(isFormer, bucket(isFormer), port(), name(isFormer), ports, condition());
    }

    /** The rows of {@link #listed} and of all others, by bucket. */
    String placed() {
        String grain = (question.series() ? Grain.HOUR : Grain.DAY).word();
        return PLACED.formatted(
                both(isFormer -> ALL.formatted(isFormer, bucket(isFormer), name(isFormer), grain, condition())));
    }

    private String both(Function<Boolean, String> part) {
        return question.former() == null ? part.apply(false) : part.apply(false) + "union all\n" + part.apply(true);
    }

    private String bucket(boolean isFormer) {
        PeriodSql period = new PeriodSql(question, isFormer);
        return question.series() ? period.bucket() : "0";
    }

    private String port() {
        return question.by().get(0).column();
    }

    private static String name(boolean isFormer) {
        return isFormer ? "former" : "range";
    }

    private String condition() {
        return question.filter().condition();
    }
}
