package io.wadi.query;

import io.wadi.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers questions from the stored flows. Thread-safe. */
public final class Explorer {

    private static final String PERIOD = """
        select %s as is_former, %s, sum(packets) as packets, sum(bytes) as bytes
        from selected_flows(:#%sFrom::bigint, :#%sTo::bigint, 'day', null, null, null)
        where %s
        group by %s
        """;

    private static final String RANKING = """
        with flow as (%1$s),
        ranked as (
            select %2$s, packets, bytes, former_packets, former_bytes,
                row_number() over (order by %3$s desc, former_%3$s desc, %2$s) as rank
            from (
                select %2$s, coalesce(sum(packets) filter (where not is_former), 0) as packets,
                    coalesce(sum(bytes) filter (where not is_former), 0) as bytes,
                    coalesce(sum(packets) filter (where is_former), 0) as former_packets,
                    coalesce(sum(bytes) filter (where is_former), 0) as former_bytes
                from flow group by %2$s
            ) as grouped
        )
        select %4$s, rank > :#limit as other, wadi_capped(sum(packets)) as packets, wadi_capped(sum(bytes)) as bytes,
            wadi_capped(sum(former_packets)) as former_packets, wadi_capped(sum(former_bytes)) as former_bytes
        from ranked group by %5$s, other order by min(rank)
        """;

    private final JdbcClient database;

    /**
     * The answer to a question.
     *
     * @param range time range of the rows
     * @param former the earlier range of the former figures, or null
     * @param by names of the fields of {@link Row#values}
     * @param rows the groups in descending order, and then the sum of all others, if there are any
     */
    public record Answer(TimeRange range, TimeRange former, List<String> by, List<Row> rows) {}

    /**
     * The sums of a group.
     *
     * @param values a value for each field, null where it is unknown
     * @param other whether this is the sum of all groups that are not listed; its values are null
     * @param packets number of packets
     * @param bytes bytes of the IP packets
     * @param formerPackets packets in the earlier range, or null without one
     * @param formerBytes bytes in the earlier range, or null without one
     */
    public record Row(
            List<String> values, boolean other, long packets, long bytes, Long formerPackets, Long formerBytes) {}

    /** Reads from this database. */
    public Explorer(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** Answers a question. */
    public Answer answer(Question question) {
        List<Row> rows = new Sql(statement(question))
                .on(database, parameters(question))
                .query((row, number) -> row(row, question))
                .list();
        List<String> by = question.by().stream().map(FlowField::word).toList();
        return new Answer(question.range(), question.former(), by, rows);
    }

    private static String statement(Question question) {
        String flows = period(question, false);
        if (question.former() != null) {
            flows += "union all\n" + period(question, true);
        }
        String order = question.order().name().toLowerCase(Locale.ROOT);
        return RANKING.formatted(
                flows,
                each(question, number -> "key" + number),
                order,
                each(question, number -> value(question, number)),
                each(question, number -> "value" + number));
    }

    private static String period(Question question, boolean isFormer) {
        String name = isFormer ? "former" : "range";
        String keys = each(question, number -> question.by().get(number).column() + " as key" + number);
        String columns = each(question, number -> question.by().get(number).column());
        return PERIOD.formatted(isFormer, keys, name, name, question.filter().condition(), columns);
    }

    private static String value(Question question, int number) {
        String text = question.by().get(number).text("key" + number);
        return "case when rank <= :#limit then " + text + " end as value" + number;
    }

    private static String each(Question question, IntFunction<String> column) {
        return IntStream.range(0, question.by().size()).mapToObj(column).collect(Collectors.joining(", "));
    }

    private static Map<String, Object> parameters(Question question) {
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

    private static Row row(ResultSet row, Question question) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int number = 0; number < question.by().size(); number++) {
            values.add(row.getString("value" + number));
        }
        boolean isCompared = question.former() != null;
        return new Row(
                values,
                row.getBoolean("other"),
                row.getLong("packets"),
                row.getLong("bytes"),
                isCompared ? row.getLong("former_packets") : null,
                isCompared ? row.getLong("former_bytes") : null);
    }
}
