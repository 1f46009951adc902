package io.wadi.lake;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.OutputFile;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * A Parquet file with rows of one hour, or of any. Its pages are compressed when they are full, and are in memory until
 * the file is written.
 *
 * @param <T> the content of a message, which becomes a row
 */
final class RowFile<T> {

    /** Engines read row groups in parallel, and skip those whose statistics exclude what they look for. */
    private static final int ROW_GROUP = 500_000;

    private static final int ZSTD_LEVEL = 3;

    /** Heap of the footer, with statistics of each column; an estimate. */
    private static final int FOOTER = 20_000;

    private static final int STATISTICS_BYTES = 64;

    /** A quarter of the time after which upkeep takes a file without a commit for a left one. */
    private static final Duration LONGEST_USE = Duration.ofHours(6);

    private final LakeSchema<T> schema;
    private final Integer hour;
    private final MemoryFile file = new MemoryFile();
    private final ParquetFileWriter writer;
    private ColumnChunkPageWriteStore pages;
    private ColumnWriteStore values;
    private RowColumns columns;
    private int rows;
    private ParquetMetadata footer;
    private DataFile written;
    private UUID writtenFor;
    private long writtenNanos;

    /**
     * Creates an empty file.
     *
     * @param hour hours since the epoch; null for rows of any hour
     */
    RowFile(LakeSchema<T> schema, Integer hour) {
        this.schema = schema;
        this.hour = hour;
        try {
            writer = writer(file, schema.parquet());
            writer.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A writer without limits of its own, and without Hadoop. */
    static ParquetFileWriter writer(org.apache.parquet.io.OutputFile file, MessageType columns) throws IOException {
        return new ParquetFileWriter(
                file,
                columns,
                ParquetFileWriter.Mode.CREATE,
                Long.MAX_VALUE,
                0,
                STATISTICS_BYTES,
                STATISTICS_BYTES,
                true);
    }

    void add(T row) {
        if (values == null) {
            startRowGroup();
        }
        schema.format().write(row, columns);
        columns.endRow();
        rows++;
        if (rows == ROW_GROUP) {
            endRowGroup();
        }
    }

    private void startRowGroup() {
        MessageType parquet = schema.parquet();
        pages = new ColumnChunkPageWriteStore(
                new ZstdPages(ZSTD_LEVEL), parquet, HeapByteBufferAllocator.getInstance(), STATISTICS_BYTES, true);
        values = ParquetProperties.builder()
                .withDictionaryEncoding(true)
                // Nearly each packet has a time of its own.
                .withDictionaryEncoding(schema.format().time(), false)
                .build()
                .newColumnWriteStore(parquet, pages, pages);
        columns = new RowColumns(schema.format().columns(), values, parquet.getColumns());
    }

    private void endRowGroup() {
        try {
            writer.startBlock(rows);
            values.flush();
            pages.flushToFileWriter(writer);
            writer.endBlock();
            values.close();
            pages.close();
            values = null;
            pages = null;
            columns = null;
            rows = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the file; nothing can be added any more. */
    RowFile<T> end() {
        if (footer == null) {
            if (rows > 0) {
                endRowGroup();
            }
            try {
                writer.end(Map.of());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            footer = writer.getFooter();
        }
        return this;
    }

    /** Heap that the file uses, in bytes. */
    long heldBytes() {
        return FOOTER + file.size() + (values == null ? 0 : values.getAllocatedSize());
    }

    /** Hours since the epoch; null for rows of any hour. */
    Integer hour() {
        return hour;
    }

    /** Number of rows of the ended file. */
    long rows() {
        return footer.getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum();
    }

    /** Whether the file is in the table's folder, and may belong to the table. */
    boolean isWritten() {
        return written != null;
    }

    /**
     * Writes the ended file into the table's folder, if it is not there since an earlier attempt. It belongs to the
     * table from the next commit on. A failure leaves no file.
     *
     * @param name unique name without extension
     */
    DataFile writeTo(Table table, String name) {
        if (!isThere(table)) {
            PartitionSpec spec = LakeSchema.spec(table, hour != null);
            PartitionData partition = new PartitionData(spec.partitionType());
            if (hour != null) {
                partition.set(0, hour);
            }
            String location = TableFile.location(table, spec, partition, name);
            write(table.io().newOutputFile(location), table.io());
            written = TableFile.describe(spec, partition, location, file.size(), footer);
            writtenFor = table.uuid();
            writtenNanos = System.nanoTime();
        }
        return written;
    }

    /** After a failure of a day upkeep may have removed it, or be about to. */
    private boolean isThere(Table table) {
        return written != null
                && table.uuid().equals(writtenFor)
                && System.nanoTime() - writtenNanos < LONGEST_USE.toNanos()
                && table.io().newInputFile(written.location()).exists();
    }

    private void write(OutputFile output, FileIO files) {
        try (OutputStream out = output.create()) {
            file.writeTo(out);
        } catch (IOException | RuntimeException e) {
            throw TableFile.removed(files, output.location(), e);
        }
    }
}
