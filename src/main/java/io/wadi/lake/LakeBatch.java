package io.wadi.lake;

import io.wadi.message.OffsetRange;
import io.wadi.message.PacketGroup;
import io.wadi.message.ReadBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The packets or flows of one offset range of a partition, as Parquet files of their hours. Rows are sorted in runs, so
 * that those of a conversation are together and compress well. Not thread-safe; the aggregator serializes the access.
 *
 * @param <T> the content of a message, which becomes a row
 */
public final class LakeBatch<T> implements PacketGroup<ReadBatch> {

    /** Rows of a run, which takes about five megabytes until it is encoded. */
    private static final int RUN = 10_000;

    /** Files that grow at a time. */
    private static final int MOST_OPEN = 8;

    /**
     * Hours with a file of their own. A clock that jumps, or a sparse capture of years, can have a row in each of
     * many thousands; those of further hours share one file, so that neither memory nor the number of files grows.
     */
    private static final int MOST_HOURS = 64;

    private static final long MICROS_PER_HOUR = 3_600_000_000L;

    private final LakeSchema<T> schema;
    private final RowFormat<T> format;
    private final Comparator<T> order;
    private final List<T> run = new ArrayList<>();
    private final Map<Integer, RowFile<T>> open = new LinkedHashMap<>(MOST_OPEN, 1, true);
    private final List<RowFile<T>> ended = new ArrayList<>();
    private RowFile<T> anyHour;
    private OffsetRange range;
    private long read;
    private long packets;
    private long dead;
    private long runBytes;
    private long endedBytes;
    private boolean trial;

    LakeBatch(LakeSchema<T> schema) {
        this.schema = schema;
        format = schema.format();
        order = Comparator.<T>comparingInt(this::hour).thenComparing(format.order());
    }

    @Override
    public void add(ReadBatch batch) {
        range = range == null ? batch.range() : range.extendedBy(batch.range());
        List<T> rows = format.rows(batch);
        read += rows.size();
        for (T row : rows) {
            packets += format.packets(row);
        }
        dead += batch.deadContents();
        trial = batch.attempt().isTrial();
        run.addAll(rows);
        runBytes += format.heldBytes(rows);
        if (run.size() >= RUN) {
            encode();
        }
    }

    private void encode() {
        run.sort(order);
        Set<Integer> hours = hours();
        for (T row : run) {
            file(hour(row), hours).add(row);
        }
        run.clear();
        runBytes = 0;
    }

    /** The hours of the run that may get a file: those with most rows, as long as there are files left. */
    private Set<Integer> hours() {
        Map<Integer, Integer> rowsOf = new HashMap<>();
        run.forEach(row -> rowsOf.merge(hour(row), 1, Integer::sum));
        rowsOf.keySet().removeAll(open.keySet());
        int left = Math.max(0, MOST_HOURS - open.size() - ended.size());
        return rowsOf.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .limit(left)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private RowFile<T> file(int hour, Set<Integer> hours) {
        RowFile<T> file = open.get(hour);
        if (file != null) {
            return file;
        }
        if (!hours.contains(hour)) {
            anyHour = anyHour == null ? new RowFile<>(schema, null) : anyHour;
            return anyHour;
        }
        if (open.size() == MOST_OPEN) {
            end(open.remove(open.keySet().iterator().next()));
        }
        file = new RowFile<>(schema, hour);
        open.put(hour, file);
        return file;
    }

    private void end(RowFile<T> file) {
        ended.add(file.end());
        endedBytes += file.heldBytes();
    }

    /** Hours since the epoch, as Iceberg's partitions count them. */
    private int hour(T row) {
        return Math.toIntExact(Math.floorDiv(format.micros(row), MICROS_PER_HOUR));
    }

    /** Ends all files; the batch must not grow any more. */
    List<RowFile<T>> files() {
        encode();
        open.values().forEach(this::end);
        open.clear();
        if (anyHour != null) {
            end(anyHour);
            anyHour = null;
        }
        return ended;
    }

    @Override
    public long read() {
        return read;
    }

    @Override
    public long packets() {
        return packets;
    }

    @Override
    public OffsetRange range() {
        return range;
    }

    /** Number of unreadable messages in the range. */
    public long dead() {
        return dead;
    }

    /** Whether nothing of it is to be stored, see {@link io.wadi.message.Attempt}. */
    boolean isTrial() {
        return trial;
    }

    @Override
    public long heldBytes() {
        return runBytes
                + endedBytes
                + (anyHour == null ? 0 : anyHour.heldBytes())
                + open.values().stream().mapToLong(RowFile::heldBytes).sum();
    }
}
