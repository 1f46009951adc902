package io.wadi.web;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** The series of a question whose buckets are shorter than a window, from each row of table flows. */
final class SpreadSeries {

    private final RandomQuestion question;
    private final long step;
    private final Map<String, List<Double>> series = new HashMap<>();
    private final Map<String, Set<String>> hosts = new HashMap<>();

    private SpreadSeries(RandomQuestion question, long step) {
        this.question = question;
        this.step = step;
    }

    /** Where a flow is: from its first to its last packet, in seconds. */
    private record Life(double first, double last) {

        /** What of a number it has before a time, if it is spread evenly. */
        long before(double time, long number) {
            return time > last
                    ? number
                    : time <= first ? 0 : (long) Math.floor(number * ((time - first) / (last - first)));
        }
    }

    /**
     * The values of each group.
     *
     * @param rows SQL of the rows: group, first and last packet in seconds, packets, bytes, source, destination
     */
    static Map<String, List<Double>> of(JdbcTemplate database, String rows, RandomQuestion question, long step) {
        SpreadSeries all = new SpreadSeries(question, step);
        RowCallbackHandler reader = row -> all.add(
                row.getString(1),
                new Life(row.getDouble(2), row.getDouble(3)),
                question.measure().equals("packets") ? row.getLong(4) : row.getLong(5),
                List.of(row.getString(6), row.getString(7)));
        database.query(rows, reader);
        return all.series;
    }

    private void add(String group, Life life, long number, List<String> ends) {
        List<Double> values = series.computeIfAbsent(group, key -> question.empty(step));
        for (long piece = piece(life.first); piece <= piece(life.last); piece += step) {
            int bucket = (int) Math.min(values.size() - 1, Math.max(0, (piece - question.firstBucket(step)) / step));
            if (question.measure().equals("hosts")) {
                Set<String> seen = hosts.computeIfAbsent(group + " " + bucket, key -> new HashSet<>());
                seen.addAll(ends);
                values.set(bucket, (double) seen.size());
            } else {
                long part = life.before(piece + step, number) - life.before(piece, number);
                values.set(bucket, values.get(bucket) + part);
            }
        }
    }

    private long piece(double time) {
        return (long) Math.floor(time / step) * step;
    }
}
