package io.wadi.store;

import io.wadi.message.OffsetRange;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Converts rows to the named array parameters of a statement with {@code unnest}: one array per column, which pgjdbc
 * binds as one value. Times are microseconds since the epoch, the resolution of {@code timestamptz}.
 */
final class Columns {

    private static final long SECONDS_PER_DAY = 86_400;

    private final Map<String, Object> parameters = new HashMap<>();
    private final Set<LocalDate> days = new TreeSet<>();

    /** The parameters of the fence: the offset range and the counts of the batch. */
    Columns range(OffsetRange range, long packets, long dead) {
        parameters.put("topic", range.topic());
        parameters.put("topicId", range.topicId());
        parameters.put("partition", range.partition());
        parameters.put("firstOffset", range.first());
        parameters.put("nextOffset", range.next());
        parameters.put("leaderEpoch", range.epoch());
        parameters.put("packets", packets);
        parameters.put("dead", dead);
        return this;
    }

    Columns count(String name, int value) {
        parameters.put(name, value);
        return this;
    }

    <T> Columns texts(String name, Iterable<T> rows, int count, Function<T, String> value) {
        String[] column = new String[count];
        int i = 0;
        for (T row : rows) {
            column[i++] = value.apply(row);
        }
        parameters.put(name, column);
        return this;
    }

    <T> Columns longs(String name, Iterable<T> rows, int count, ToLongFunction<T> value) {
        long[] column = new long[count];
        int i = 0;
        for (T row : rows) {
            column[i++] = value.applyAsLong(row);
        }
        parameters.put(name, column);
        return this;
    }

    <T> Columns ints(String name, Iterable<T> rows, int count, ToIntFunction<T> value) {
        int[] column = new int[count];
        int i = 0;
        for (T row : rows) {
            column[i++] = value.applyAsInt(row);
        }
        parameters.put(name, column);
        return this;
    }

    <T> Columns boxed(String name, Object[] column, Iterable<T> rows, Function<T, Object> value) {
        int i = 0;
        for (T row : rows) {
            column[i++] = value.apply(row);
        }
        parameters.put(name, column);
        return this;
    }

    /** Adds the UTC days of times in seconds; their partitions must exist. */
    <T> Columns days(Iterable<T> rows, ToLongFunction<T> seconds) {
        long known = Long.MIN_VALUE;
        for (T row : rows) {
            long day = Math.floorDiv(seconds.applyAsLong(row), SECONDS_PER_DAY);
            if (day != known) {
                known = day;
                days.add(LocalDate.ofEpochDay(day));
            }
        }
        parameters.put("days", days());
        return this;
    }

    /** The days that were added, as {@code yyyy-mm-dd}. */
    String[] days() {
        return days.stream().map(LocalDate::toString).toArray(String[]::new);
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
