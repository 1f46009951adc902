package io.wadi.query;

import io.wadi.database.Sql;
import io.wadi.filter.FlowField;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The flows or sums of the range of a question, or of its former range, for {@link ExploreSql}: a row for each group and
 * bucket, or for each flow if the measure cannot be aggregated twice.
 */
final class PeriodSql {

    private static final String FLOWS =
            "selected_flows(:#%1$sFrom::bigint, :#%1$sTo::bigint, '%2$s', null, null, null, null, null, %3$s)";

    /** The same with the columns of sums, which PostgreSQL reads in two thirds of the time. */
    private static final String SUMS = "selected_sums(:#%1$sFrom::bigint, :#%1$sTo::bigint, '%2$s')";

    /** The same by hour, of one end or of neither. */
    private static final String SUMS_OF_ONE_END = "selected_%4$s(:#%1$sFrom::bigint, :#%1$sTo::bigint)";

    /** The same by day, with the hours in which they are. */
    private static final String SUMS_OF_HOSTS = "selected_host_sums(:#%1$sFrom::bigint, :#%1$sTo::bigint)";

    /** What was copied from the lake, with the columns of flows and their number. */
    private static final String LAKE =
            "select * from (" + Sql.read("lake/selected-flows") + ") as lake where is_former = %1$s";

    /** The rest of a period that begins in the lake. */
    private static final String AFTER_LAKE = """
        union all
        select stored.*, 1, %1$s
        from selected_flows(:#tablesFrom::bigint, :#%2$sTo::bigint, 'minute', null, null, null, null, null, false) as stored
        """;

    private static final String AGGREGATED = """
        select %1$s as is_former, %2$s as bucket, %3$s, %4$s
        from %5$s
        group by %6$s
        """;

    private static final String EACH_FLOW = """
        select %1$s as is_former, %2$s as bucket, %3$s, %4$s
        from %5$s
        """;

    private static final String SPREAD = """
        select * from (%1$s) as spread
            cross join lateral flow_pieces(window_start, first_seen, last_seen, packets, bytes, %2$d, %3$d)""";

    /** Both ends of the flows, of which the first has the packets. */
    private static final String ENDS = "\ncross join lateral (values (src_ip, 1), (dst_ip, 0)) as ends (host, sent)";

    /** The same of sums, which are read twice faster than each is joined with two. */
    private static final String ENDS_OF_SUMS = """
        select *, src_ip as host, 1 as sent from (%1$s) as flows
        union all
        select *, dst_ip, 0 from (%1$s) as flows""";

    /** Sums of each address and hour, so that what follows from an address is looked up once for them. */
    private static final String GATHERED = """
        select window_start, %1$s, sum(packets) as packets, sum(bytes) as bytes%2$s
        from (%3$s) as flows group by window_start, %1$s""";

    /** The same of each address and day, with both ends of the flows. */
    private static final String GATHERED_ENDS = """
        select window_start, %1$s, host, 1 as sent, sum(packets * sent) as packets, sum(bytes * sent) as bytes, %2$s as hours
        from (%3$s) as flows %4$s
        group by window_start, %1$s, host""";

    private final Question question;
    private final boolean isFormer;
    private final TimeRange period;
    private final boolean isSpread;
    private final boolean isByHours;

    PeriodSql(Question question, boolean isFormer) {
        this.question = question;
        this.isFormer = isFormer;
        period = isFormer ? question.former() : question.range();
        isByHours = HostHours.serve(question);
        isSpread = question.series()
                && question.range().isSpread()
                && question.measure().isSpread();
    }

    /** The names of the columns of a field: its key and, if its values have names in flows, the lowest and the highest. */
    static List<String> columns(Question question) {
        List<String> columns = new ArrayList<>();
        for (int number = 0; number < question.by().size(); number++) {
            columns.add("key" + number);
            if (question.by().get(number).nameColumn().isPresent()) {
                columns.add("low" + number);
                columns.add("high" + number);
            }
        }
        return columns;
    }

    String sql() {
        Measure measure = question.measure();
        String host = measure.countsEnds() ? ", host" : "";
        return (measure.needsEachFlow() ? EACH_FLOW : AGGREGATED)
                .formatted(
                        isFormer,
                        question.series() ? bucket() : "0",
                        fields() + host,
                        measure.columns(isSpread, isOfDetails() || isOfLake() ? "sum(flows)" : "count(*)")
                                + (isByHours ? ", " + HostHours.BITS + " as hours" : ""),
                        "(" + source() + ") as flows" + joins(),
                        "2, " + keyNumbers() + host);
    }

    /** The SQL of the number of the bucket of a row. */
    String bucket() {
        if (isByHours) {
            return HostHours.day(shift());
        }
        TimeRange range = question.range();
        String begin = range.isSpread()
                ? "floor(extract(epoch from coalesce(first_seen, window_start)))::bigint"
                : "date_part('epoch', window_start)::bigint";
        return Buckets.of(range).index(isSpread ? "piece_start" : begin, shift());
    }

    /** How much earlier the period is than the range, in seconds. */
    private long shift() {
        return isFormer ? question.shift() : 0;
    }

    /** Whether the hours of the details are parts of its buckets, if it has several. */
    private boolean isOfDetails() {
        return !isOfLake()
                && question.detailed().isPresent()
                && question.isInAnyDetails()
                && question.hasBucketsOfHours();
    }

    private boolean isOfLake() {
        return question.isOfLake(period);
    }

    private String source() {
        String flows = matching();
        if (isSpread) {
            flows = SPREAD.formatted(flows, question.range().bucketSeconds(), period.windowSeconds());
        }
        if (isReadTwice()) {
            return ENDS_OF_SUMS.formatted(flows);
        }
        if (isByHours && hasJoins()) {
            return GATHERED_ENDS.formatted(keyColumns(), HostHours.BITS, flows, ENDS);
        }
        return isGathered()
                ? GATHERED.formatted(keyColumns(), question.measure().gathered(), flows)
                : flows;
    }

    private boolean isReadTwice() {
        return question.measure().countsEnds() && isOfSums() && !hasJoins();
    }

    private boolean hasJoins() {
        return question.by().stream().anyMatch(field -> field.join().isPresent());
    }

    private String keyColumns() {
        Stream<String> columns = question.by().stream()
                .flatMap(field -> Stream.concat(Stream.of(field.column()), field.nameColumn().stream()));
        return Stream.concat(columns, question.measure().gatheredBy())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private String matching() {
        if (isOfDetails()) {
            return new DetailSql(question).matching(name(), question.series() && !isByHours ? Grain.HOUR : Grain.DAY);
        }
        String end = OneEnd.of(question).map(OneEnd::sums).orElse("");
        String flows = isOfLake() ? ofLake() : stored().formatted(name(), grain().word(), question.once(), end);
        return "select * from " + flows + " as flows where " + question.filter().condition();
    }

    private String stored() {
        if (!isOfSums()) {
            return FLOWS;
        }
        if (isByHours) {
            return SUMS_OF_HOSTS;
        }
        boolean isOfOneEnd = grain() == Grain.HOUR && OneEnd.of(question).isPresent();
        return isOfOneEnd ? SUMS_OF_ONE_END : SUMS;
    }

    private String name() {
        return isFormer ? "former" : "range";
    }

    private String ofLake() {
        boolean isWhole = question.lakeEnd(period) == period.toSecond();
        String flows = LAKE.formatted(isFormer) + (isWhole ? "" : "\n" + AFTER_LAKE.formatted(isFormer, name()));
        return "(" + flows + ")";
    }

    private boolean isGathered() {
        return (isOfDetails() || isOfSums()) && question.by().stream().anyMatch(question.measure()::isGatheredBy);
    }

    private boolean isOfSums() {
        return !isOfLake() && question.detailed().isEmpty() && !period.isSpread();
    }

    private String joins() {
        return question.by().stream()
                .flatMap(field -> field.join().stream())
                .distinct()
                .map(join -> "\n" + join)
                .collect(Collectors.joining("", "", hasEnds() ? "" : ENDS));
    }

    /** Whether its source has the ends of the flows already, or its measure needs none. */
    private boolean hasEnds() {
        return !question.measure().countsEnds() || isReadTwice() || isByHours && hasJoins();
    }

    private Grain grain() {
        if (question.detailed().isPresent()) {
            return Grain.MINUTE;
        }
        return question.series() ? period.grainByTime() : Grain.DAY;
    }

    private String fields() {
        List<String> fields = new ArrayList<>();
        for (int number = 0; number < question.by().size(); number++) {
            FlowField field = question.by().get(number);
            fields.add(field.key() + " as key" + number);
            if (field.nameColumn().isPresent()) {
                fields.add(names(field, "min") + " as low" + number);
                fields.add(names(field, "max") + " as high" + number);
            }
        }
        return String.join(", ", fields);
    }

    private String names(FlowField field, String aggregate) {
        String column = field.nameColumn().orElseThrow();
        return question.measure().needsEachFlow() ? column : aggregate + "(" + column + ")";
    }

    /** The places of the keys in the list of columns. */
    private String keyNumbers() {
        List<String> columns = columns(question);
        return IntStream.range(0, columns.size())
                .filter(place -> columns.get(place).startsWith("key"))
                .mapToObj(place -> String.valueOf(place + 3))
                .collect(Collectors.joining(", "));
    }
}
