package io.wadi.query;

import io.wadi.filter.FlowField;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The flows or sums of the range of a question, or of its former range, for {@link ExploreSql}: a row for each group and
 * bucket, or for each flow if the measure cannot be aggregated twice.
 */
final class PeriodSql {

    private static final String FLOWS =
            "selected_flows(:#%1$sFrom::bigint, :#%1$sTo::bigint, '%2$s', null, null, null, null, null, %3$s)";

    /** The same with the columns of sums, which PostgreSQL reads in two thirds of the time. */
    private static final String SUMS = "selected_sums(:#%1$sFrom::bigint, :#%1$sTo::bigint, '%2$s')";

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
        (select * from %1$s where %2$s) as spread
            cross join lateral flow_pieces(window_start, first_seen, last_seen, packets, bytes, %3$d, %4$d)""";

    /** Both ends of the flows, of which the first has the packets. */
    private static final String ENDS = "\ncross join lateral (values (src_ip, 1), (dst_ip, 0)) as ends (host, sent)";

    private final Question question;
    private final boolean isFormer;
    private final boolean isSpread;

    PeriodSql(Question question, boolean isFormer) {
        this.question = question;
        this.isFormer = isFormer;
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
        String host = measure.countsEnds() ? ", ends.host" : "";
        return (measure.needsEachFlow() ? EACH_FLOW : AGGREGATED)
                .formatted(
                        isFormer,
                        question.series() ? bucket() : "0",
                        fields() + host,
                        measure.columns(isSpread),
                        source(),
                        "2, " + keyNumbers() + host);
    }

    private String bucket() {
        TimeRange range = question.range();
        long shift = isFormer ? range.fromSecond() - question.former().fromSecond() : 0;
        String begin = range.isSpread()
                ? "floor(extract(epoch from coalesce(first_seen, window_start)))::bigint"
                : "date_part('epoch', window_start)::bigint";
        return Buckets.of(range).index(isSpread ? "piece_start" : begin, shift);
    }

    private String source() {
        TimeRange range = isFormer ? question.former() : question.range();
        boolean isInSums = question.detailed().isEmpty() && !range.isSpread();
        String flows = (isInSums ? SUMS : FLOWS)
                .formatted(isFormer ? "former" : "range", grain(range).word(), question.once());
        String condition = question.filter().condition();
        return isSpread
                ? SPREAD.formatted(flows, condition, question.range().bucketSeconds(), range.windowSeconds()) + joins()
                : flows + " as flows" + joins() + "\nwhere " + condition;
    }

    private String joins() {
        return question.by().stream()
                .flatMap(field -> field.join().stream())
                .distinct()
                .map(join -> "\n" + join)
                .collect(Collectors.joining("", "", question.measure().countsEnds() ? ENDS : ""));
    }

    private Grain grain(TimeRange range) {
        if (question.detailed().isPresent()) {
            return Grain.MINUTE;
        }
        return question.series() ? range.grainByTime() : Grain.DAY;
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
