package io.wadi.lake;

import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.parquet.schema.MessageType;

/**
 * Columns, partitions and order of a table of the lake.
 *
 * @param <T> the content of a message, which becomes a row
 */
final class LakeSchema<T> {

    private static final LakeSchema<?> PACKETS = new LakeSchema<>(LakeContent.PACKETS, new PacketFormat());
    private static final LakeSchema<?> FLOWS = new LakeSchema<>(LakeContent.FLOWS, new FlowFormat());

    /** Metadata files list all snapshots, and each commit writes one; older ones are of no use. */
    private static final Map<String, String> PROPERTIES = Map.of(
            TableProperties.FORMAT_VERSION, "2",
            TableProperties.PARQUET_COMPRESSION, "zstd",
            TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
            TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "10");

    private final RowFormat<T> format;
    private final MessageType parquet;
    private final PartitionSpec hours;

    private LakeSchema(LakeContent content, RowFormat<T> format) {
        this.format = format;
        parquet = ParquetSchemaUtil.convert(format.columns(), content.table());
        hours = PartitionSpec.builderFor(format.columns()).hour(format.time()).build();
    }

    static LakeSchema<?> of(LakeContent content) {
        return switch (content) {
            case PACKETS -> PACKETS;
            case FLOWS -> FLOWS;
        };
    }

    RowFormat<T> format() {
        return format;
    }

    /** The columns as Parquet has them. */
    MessageType parquet() {
        return parquet;
    }

    /**
     * Creates a table. Its first spec, without partitions, is that of files with rows of any hour; the second one holds
     * for all others. It is sorted in runs within a file, not over a whole file.
     */
    void create(Catalog catalog, TableIdentifier name) {
        SortOrder.Builder order = SortOrder.builderFor(format.columns());
        format.sortedBy().forEach(order::asc);
        Transaction creation = catalog.buildTable(name, format.columns())
                .withPartitionSpec(PartitionSpec.unpartitioned())
                .withSortOrder(order.build())
                .withProperties(PROPERTIES)
                .createTransaction();
        creation.updateSpec().addField(Expressions.hour(format.time())).commit();
        creation.commitTransaction();
    }

    /** How a table calls the partitions of files of one hour, or of any hour. */
    static PartitionSpec spec(Table table, boolean ofHour) {
        return ofHour ? table.spec() : ofAnyHour(table).orElseThrow();
    }

    private static Optional<PartitionSpec> ofAnyHour(Table table) {
        return table.specs().values().stream()
                .filter(PartitionSpec::isUnpartitioned)
                .findFirst();
    }

    /** Whether files with these columns and partitions fit a table, which may have further optional columns. */
    boolean fits(Table table) {
        Schema columns = format.columns();
        return table.spec().compatibleWith(hours)
                && ofAnyHour(table).isPresent()
                && columns.columns().stream().allMatch(column -> {
                    NestedField there = table.schema().findField(column.fieldId());
                    return there != null
                            && there.name().equals(column.name())
                            && there.type().equals(column.type())
                            && (there.isOptional() || column.isRequired());
                })
                && table.schema().columns().stream()
                        .allMatch(column -> column.isOptional() || columns.findField(column.fieldId()) != null);
    }
}
