package io.wadi.lake;

import io.wadi.message.OffsetRange;
import io.wadi.message.PacketGroup;
import io.wadi.message.ReadBatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The packets or flows of one offset range of a partition, as Parquet files of their hours. Rows are sorted in runs, so
 * that those of a conversation are together and compress well. A full run is encoded by another thread, while the next
 * one is read. Not thread-safe; the aggregator serializes the access.
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
    private final Executor encoders;
    private final RowFormat<T> format;
    private final Comparator<T> order;
    private final Map<Integer, RowFile<T>> open = new LinkedHashMap<>(MOST_OPEN, 1, true);
    private final List<RowFile<T>> ended = new ArrayList<>();
    private RowFile<T> anyHour;
    private List<T> run = new ArrayList<>();
    private CompletableFuture<Void> encoding = CompletableFuture.completedFuture(null);
    private OffsetRange range;
    private long read;
    private long packets;
    private long dead;
    private long runBytes;
    private volatile long encodingBytes;
    private volatile long encodedBytes;
    private boolean trial;

    /**
     * Creates an empty batch.
     *
     * @param encoders runs the encoding of a full run; a batch has one at a time
     */
    LakeBatch(LakeSchema<T> schema, Executor encoders) {
        this.schema = schema;
        this.encoders = encoders;
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

    /** Hands the run over, when the one before it is done. */
    private void encode() {
        awaitEncoding();
        List<T> full = run;
        run = new ArrayList<>(full.size());
        encodingBytes = runBytes;
        runBytes = 0;
        encoding = CompletableFuture.runAsync(() -> encode(full), encoders);
    }

    /** Fails as the encoding has failed. */
    private void awaitEncoding() {
        try {
            encoding.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private void encode(List<T> full) {
        full.sort(order);
        Set<Integer> hours = hours(full);
        for (T row : full) {
            file(hour(row), hours).add(row);
        }
        encodedBytes = fileBytes();
        encodingBytes = 0;
    }

    /** The hours of the run that may get a file: those with most rows, as long as there are files left. */
    private Set<Integer> hours(List<T> full) {
        Map<Integer, Integer> rowsOf = new HashMap<>();
        full.forEach(row -> rowsOf.merge(hour(row), 1, Integer::sum));
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
    }

    /** Hours since the epoch, as Iceberg's partitions count them. */
    private int hour(T row) {
        return Math.toIntExact(Math.floorDiv(format.micros(row), MICROS_PER_HOUR));
    }

    /** Ends all files; the batch must not grow any more. */
    List<RowFile<T>> files() {
        awaitEncoding();
        encode(run);
        run.clear();
        runBytes = 0;
        open.values().forEach(this::end);
        open.clear();
        if (anyHour != null) {
            end(anyHour);
            anyHour = null;
        }
        encodedBytes = fileBytes();
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
        return runBytes + encodingBytes + encodedBytes;
    }

    private long fileBytes() {
        return Stream.of(ended, open.values(), anyHour == null ? List.<RowFile<T>>of() : List.of(anyHour))
                .flatMap(Collection::stream)
                .mapToLong(RowFile::heldBytes)
                .sum();
    }
}
