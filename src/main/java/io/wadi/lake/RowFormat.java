package io.wadi.lake;

import io.wadi.message.ReadBatch;
import java.util.Comparator;
import java.util.List;
import org.apache.iceberg.Schema;

/**
 * What one row of a table is, and the columns that it fills. Stateless.
 *
 * @param <T> the content of a message, which becomes a row
 */
interface RowFormat<T> {

    /** The columns of the table. */
    Schema columns();

    /** The column by whose hours the table is partitioned, and by which rows become too old: a {@code timestamptz}. */
    String time();

    /** The value of that column in microseconds since the epoch. */
    long micros(T row);

    /** Columns with addresses, as text. */
    List<String> addresses();

    /** Columns by which rows of an hour are sorted. */
    List<String> sortedBy();

    /** The order of rows of an hour, which is that of {@link #sortedBy}. */
    Comparator<T> order();

    /** The rows of a batch of the right type. */
    List<T> rows(ReadBatch batch);

    /** Packets that a row counts. */
    long packets(T row);

    /** Heap of rows, in bytes; an estimate. */
    long heldBytes(List<T> rows);

    /** Writes the values of a row, one for each column in their order. */
    void write(T row, RowColumns columns);
}
