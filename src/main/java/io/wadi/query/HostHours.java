package io.wadi.query;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Distinct hosts by time from rows of a host and a day, which have the hours of the day as bits: a tenth of the rows that a
 * host has by hour.
 */
record HostHours(Question question) {

    private static final int HOUR_SECONDS = 3_600;
    private static final int DAY_SECONDS = 86_400;

    /** The bits of sums by day, and of others that of the hour in which they start. */
    static final String BITS = "bit_or(coalesce(hours, wadi_hour_bit(window_start)))";

    /** The hosts of each bucket, of rows that have each host once a day; their bucket is the start of the day. */
    private static final String CELLS = """
        select %1$s, %2$s as bucket, value
        from (select %1$s, bucket as day, array[%3$s] as counts from (%4$s) as host group by %1$s, bucket) as day
            cross join lateral unnest(counts) with ordinality as cell (value, slot)
        where value > 0""";

    /** The rows of {@link ExploreSql} that have buckets. Columns of other figures are unknown. */
    private static final String SERIES = """
        union all
        select place, is_total, bucket, %1$s, null, null, max(value) filter (where not is_former), null, null,
            max(value) filter (where is_former)
        from (%2$s) as cell
        group by place, is_total, bucket
        """;

    private static final String HOSTS_BY_PLACE = """
        select place, grouping(place) as is_total, is_former, bucket, host, bit_or(hours) as hours
        from (%1$s) as flow
        group by grouping sets ((place, is_former, bucket, host), (is_former, bucket, host))""";

    /** Whether rows of days answer it: its buckets are parts of days, and consist of whole hours. */
    static boolean serve(Question question) {
        int bucket = question.range().bucketSeconds();
        return question.series()
                && question.measure().countsEnds()
                && question.tablesFrom() == null
                && bucket % HOUR_SECONDS == 0
                && bucket < DAY_SECONDS
                && DAY_SECONDS % bucket == 0
                && question.shift() % bucket == 0
                && areRead(question);
    }

    private static boolean areRead(Question question) {
        return question.detailed().isPresent()
                ? question.isInAnyDetails()
                : question.periods().noneMatch(period -> period.grainByTime() == Grain.DAY);
    }

    /**
     * The SQL of the start of the day of a row, in seconds.
     *
     * @param shift added to it
     */
    static String day(long shift) {
        return "floor(date_part('epoch', window_start) / %1$d)::bigint * %1$d + %2$d".formatted(DAY_SECONDS, shift);
    }

    /** The SQL of the numbers of hosts by group and bucket, of rows with their day, host and hours. */
    String cells(String group, String rows) {
        Buckets buckets = Buckets.of(question.range());
        int slots = DAY_SECONDS / buckets.seconds();
        int hours = buckets.seconds() / HOUR_SECONDS;
        String counts = IntStream.range(0, slots)
                .mapToObj(slot -> "count(*) filter (where hours & " + (((1 << hours) - 1) << slot * hours) + " > 0)")
                .collect(Collectors.joining(", "));
        String second = "(day + (slot - 1) * " + buckets.seconds() + ")";
        return CELLS.formatted(group, buckets.index(second, 0), counts, rows);
    }

    /** The SQL of the rows with buckets, of rows that have their place as well. */
    String series(String placed) {
        String unknown =
                Stream.generate(() -> "null").limit(2L * question.by().size()).collect(Collectors.joining(", "));
        return SERIES.formatted(unknown, cells("place, is_total, is_former", HOSTS_BY_PLACE.formatted(placed)));
    }
}
