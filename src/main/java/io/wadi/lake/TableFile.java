package io.wadi.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/** A Parquet file in the table's folder: where it is, and what a commit says about it. */
final class TableFile {

    private TableFile() {}

    /**
     * Where a new file belongs.
     *
     * @param name unique name without extension
     */
    static String location(Table table, PartitionSpec spec, StructLike partition, String name) {
        return spec.isUnpartitioned()
                ? table.locationProvider().newDataLocation(name + ".parquet")
                : table.locationProvider().newDataLocation(spec, partition, name + ".parquet");
    }

    static DataFile describe(
            PartitionSpec spec, StructLike partition, String location, long size, ParquetMetadata footer) {
        return DataFiles.builder(spec)
                .withPath(location)
                .withFormat(FileFormat.PARQUET)
                .withPartition(partition)
                .withFileSizeInBytes(size)
                .withMetrics(ParquetUtil.footerMetrics(footer, Stream.empty(), MetricsConfig.getDefault()))
                .withSplitOffsets(ParquetUtil.getSplitOffsets(footer))
                .build();
    }

    /** Removes a file that could not be written to its end, and returns the failure to throw. */
    static RuntimeException removed(FileIO files, String location, Exception failure) {
        try {
            files.deleteFile(location);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        return failure instanceof IOException cause ? new UncheckedIOException(cause) : (RuntimeException) failure;
    }
}
