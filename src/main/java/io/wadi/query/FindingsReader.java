package io.wadi.query;

import io.wadi.query.Findings.Change;
import io.wadi.query.Findings.Figures;
import io.wadi.query.Findings.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Collects the rows of {@link ExploreSql}: each group has one without a bucket, and then one for each bucket. */
final class FindingsReader {

    private final Question question;
    private final List<Group> groups = new ArrayList<>();

    FindingsReader(Question question) {
        this.question = question;
    }

    private record Group(
            boolean isTotal, boolean isOther, List<String> values, List<String> names, Period now, Period former) {

        /** What its values are called: by its flows, else by what is known of them. */
        List<String> labels(Labels labels) {
            List<String> called = new ArrayList<>(labels.of(values));
            for (int number = 0; number < called.size(); number++) {
                if (names.get(number) != null) {
                    called.set(number, names.get(number));
                }
            }
            return called;
        }
    }

    private record Period(long packets, long bytes, Number value, List<Number> series) {

        Figures figures() {
            return new Figures(packets, bytes, value, series);
        }
    }

    void read(ResultSet row) throws SQLException {
        int bucket = row.getInt("bucket");
        if (row.wasNull()) {
            groups.add(group(row));
            return;
        }
        Group group = groups.get(groups.size() - 1);
        set(group.now, bucket, value(row, "value"));
        if (group.former != null) {
            set(group.former, bucket, value(row, "former_value"));
        }
    }

    private static void set(Period period, int bucket, Number value) {
        period.series.set(bucket, value);
    }

    private Group group(ResultSet row) throws SQLException {
        List<String> values = texts(row, "value");
        boolean isTotal = row.getInt("is_total") == 1;
        row.getLong("place");
        boolean isOther = row.wasNull() && !isTotal;
        return new Group(
                isTotal,
                isOther,
                isTotal || isOther ? unknown() : values,
                isTotal || isOther ? unknown() : texts(row, "label"),
                period(row, ""),
                question.former() == null ? null : period(row, "former_"));
    }

    private List<String> texts(ResultSet row, String column) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (int number = 0; number < question.by().size(); number++) {
            texts.add(row.getString(column + number));
        }
        return texts;
    }

    private List<String> unknown() {
        return Arrays.asList(new String[question.by().size()]);
    }

    private Period period(ResultSet row, String prefix) throws SQLException {
        return new Period(
                row.getLong(prefix + "packets"), row.getLong(prefix + "bytes"), value(row, prefix + "value"), series());
    }

    private List<Number> series() {
        if (!question.series()) {
            return null;
        }
        int buckets = Buckets.of(question.range()).number();
        return new ArrayList<>(Collections.nCopies(buckets, question.measure().isCount() ? 0L : null));
    }

    private Number value(ResultSet row, String column) throws SQLException {
        Number value = (Number) row.getObject(column);
        return value == null && question.measure().isCount() ? Long.valueOf(0) : value;
    }

    /** The values of all groups. */
    List<List<String>> values() {
        return groups.stream().map(Group::values).toList();
    }

    Change total() {
        return groups.stream()
                .filter(Group::isTotal)
                .map(FindingsReader::change)
                .findFirst()
                .orElseThrow();
    }

    List<Row> rows(Labels labels) {
        return groups.stream()
                .filter(group -> !group.isTotal)
                .map(group -> row(group, labels))
                .toList();
    }

    private static Row row(Group group, Labels labels) {
        Change change = change(group);
        return new Row(
                group.values, group.labels(labels), group.isOther, change.now(), change.former(), change.change());
    }

    private static Change change(Group group) {
        return Change.of(group.now.figures(), group.former == null ? null : group.former.figures());
    }
}
