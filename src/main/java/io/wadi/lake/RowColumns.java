package io.wadi.lake;

import io.wadi.net.IpAddress;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/**
 * Takes the values of a row for the columns of a table, in their order. Parquet's columns take a value and its definition
 * level: 0 for null, which a required column never has.
 */
final class RowColumns {

    private final Schema schema;
    private final ColumnWriteStore store;
    private final ColumnWriter[] columns;
    private final int[] levels;
    private int next;

    RowColumns(Schema schema, ColumnWriteStore store, List<ColumnDescriptor> descriptors) {
        this.schema = schema;
        this.store = store;
        columns = descriptors.stream().map(store::getColumnWriter).toArray(ColumnWriter[]::new);
        levels = descriptors.stream()
                .mapToInt(ColumnDescriptor::getMaxDefinitionLevel)
                .toArray();
    }

    /** Ends a row, for which each column has got a value. */
    void endRow() {
        store.endRecord();
        next = 0;
    }

    void address(IpAddress address) {
        text(address == null ? null : address.toString());
    }

    void text(String text) {
        if (text == null) {
            none();
        } else {
            columns[next].write(Binary.fromString(text), 0, levels[next]);
            next++;
        }
    }

    /** A {@code long}, or a {@code timestamptz} in microseconds since the epoch. */
    void number(long value) {
        columns[next].write(value, 0, levels[next]);
        next++;
    }

    void number(long value, long absent) {
        if (value == absent) {
            none();
        } else {
            number(value);
        }
    }

    void integer(int value) {
        columns[next].write(value, 0, levels[next]);
        next++;
    }

    void integer(int value, int absent) {
        if (value == absent) {
            none();
        } else {
            integer(value);
        }
    }

    void none() {
        if (levels[next] == 0) {
            throw new IllegalArgumentException(
                    "a row without " + schema.columns().get(next).name());
        }
        columns[next].writeNull(0, 0);
        next++;
    }
}
