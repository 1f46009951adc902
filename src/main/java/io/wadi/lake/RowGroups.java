package io.wadi.lake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SeekableInputStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;

/**
 * Copies the row groups of several Parquet files into one, as they are: nothing is decompressed. Parquet's own reader
 * does the same, but needs Hadoop's codecs.
 */
final class RowGroups {

    /** Length of the footer, and PAR1. */
    private static final int TAIL = 8;

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private RowGroups() {}

    /**
     * Reads the footer of a file.
     *
     * @throws IOException if it has none
     */
    static ParquetMetadata footer(InputFile file) throws IOException {
        try (SeekableInputStream in = file.newStream()) {
            in.seek(Math.max(0, file.getLength() - TAIL));
            ByteBuffer tail = ByteBuffer.wrap(in.readNBytes(TAIL)).order(ByteOrder.LITTLE_ENDIAN);
            int length = tail.remaining() == TAIL ? tail.getInt() : -1;
            if (length < 0 || length > file.getLength() - TAIL || !tail.equals(ByteBuffer.wrap(MAGIC))) {
                throw new IOException(file.location() + " is not a Parquet file");
            }
            in.seek(file.getLength() - TAIL - length);
            return new ParquetMetadataConverter().readParquetMetadata(in, ParquetMetadataConverter.NO_FILTER);
        }
    }

    /**
     * Writes a file.
     *
     * @param sources files with these columns in this order
     * @return the footer of the file, which is complete
     */
    static ParquetMetadata copy(List<InputFile> sources, MessageType columns, OutputFile target) throws IOException {
        try (ParquetFileWriter writer = RowFile.writer(new Target(target), columns)) {
            writer.start();
            for (InputFile source : sources) {
                try (SeekableInputStream in = source.newStream()) {
                    append(footer(source), columns, new Source(in), writer);
                }
            }
            writer.end(Map.of());
            return writer.getFooter();
        }
    }

    private static void append(ParquetMetadata footer, MessageType columns, Source in, ParquetFileWriter writer)
            throws IOException {
        for (BlockMetaData block : footer.getBlocks()) {
            writer.startBlock(block.getRowCount());
            for (ColumnChunkMetaData chunk : block.getColumns()) {
                ColumnDescriptor column =
                        columns.getColumnDescription(chunk.getPath().toArray());
                writer.appendColumnChunk(column, in, chunk, null, null, null);
            }
            writer.endBlock();
        }
    }

    private static final class Source extends DelegatingSeekableInputStream {
        private final SeekableInputStream in;

        Source(SeekableInputStream in) {
            super(in);
            this.in = in;
        }

        @Override
        public long getPos() throws IOException {
            return in.getPos();
        }

        @Override
        public void seek(long position) throws IOException {
            in.seek(position);
        }
    }

    private record Target(OutputFile file) implements org.apache.parquet.io.OutputFile {
        @Override
        public PositionOutputStream create(long blockSizeHint) {
            org.apache.iceberg.io.PositionOutputStream out = file.create();
            return new PositionOutputStream() {
                @Override
                public long getPos() throws IOException {
                    return out.getPos();
                }

                @Override
                public void write(int value) throws IOException {
                    out.write(value);
                }

                @Override
                public void write(byte[] values, int offset, int length) throws IOException {
                    out.write(values, offset, length);
                }

                @Override
                public void close() throws IOException {
                    out.close();
                }
            };
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return create(blockSizeHint);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}
