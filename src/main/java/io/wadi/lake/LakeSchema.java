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
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.IntegerType;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.StringType;
import org.apache.iceberg.types.Types.TimestampType;

/** The table {@code packets}: the columns of table {@code traffic} in PostgreSQL, with addresses as text. */
final class LakeSchema {

    static final Schema COLUMNS = new Schema(
            required(1, "src_ip", StringType.get(), "Source address; IPv6 as in RFC 5952"),
            required(2, "dst_ip", StringType.get(), "Destination address"),
            optional(3, "src_port", IntegerType.get(), "Source port"),
            optional(4, "dst_port", IntegerType.get(), "Destination port"),
            required(5, "protocol", StringType.get(), "Application protocol if recognised, otherwise the transport"),
            required(6, "bytes", IntegerType.get(), "Bytes of the IP packet"),
            optional(7, "type", StringType.get(), "Link layer"),
            required(8, "timestamp", TimestampType.withZone(), "Time of capture"),
            required(9, "transport", StringType.get(), "Transport protocol"),
            required(10, "length", IntegerType.get(), "Bytes of the frame on the wire"),
            optional(11, "ttl", IntegerType.get(), "IPv4 time to live or IPv6 hop limit"),
            optional(12, "tcp_flags", IntegerType.get(), "Flag bits of TCP: CWR, ECE, URG, ACK, PSH, RST, SYN, FIN"),
            optional(13, "icmp_type", IntegerType.get(), "ICMP type"),
            optional(14, "icmp_code", IntegerType.get(), "ICMP code"),
            optional(15, "vlan", IntegerType.get(), "Outermost VLAN id"),
            optional(16, "name", StringType.get(), "Name of the packet's peer"),
            optional(17, "flow", StringType.get(), "Community ID of the conversation"),
            required(18, "probe", StringType.get(), "Name of the probe"));

    private static final PartitionSpec HOURS =
            PartitionSpec.builderFor(COLUMNS).hour("timestamp").build();

    /** Of runs of packets within a file; a whole file is not sorted. */
    private static final SortOrder ORDER =
            SortOrder.builderFor(COLUMNS).asc("flow").asc("timestamp").build();

    /** Metadata files list all snapshots, and each commit writes one; older ones are of no use. */
    private static final Map<String, String> PROPERTIES = Map.of(
            TableProperties.FORMAT_VERSION, "2",
            TableProperties.PARQUET_COMPRESSION, "zstd",
            TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
            TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "10");

    private LakeSchema() {}

    /**
     * Creates a table. Its first spec, without partitions, is that of files with packets of any hour; the second one
     * holds for all others.
     */
    static void create(Catalog catalog, TableIdentifier name) {
        Transaction creation = catalog.buildTable(name, COLUMNS)
                .withPartitionSpec(PartitionSpec.unpartitioned())
                .withSortOrder(ORDER)
                .withProperties(PROPERTIES)
                .createTransaction();
        creation.updateSpec().addField(Expressions.hour("timestamp")).commit();
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

    private static NestedField required(int id, String name, Type type, String doc) {
        return NestedField.required(id, name, type, doc);
    }

    private static NestedField optional(int id, String name, Type type, String doc) {
        return NestedField.optional(id, name, type, doc);
    }

    /** Whether files with these columns and partitions fit a table, which may have further optional columns. */
    static boolean fits(Table table) {
        return table.spec().compatibleWith(HOURS)
                && ofAnyHour(table).isPresent()
                && COLUMNS.columns().stream().allMatch(column -> {
                    NestedField there = table.schema().findField(column.fieldId());
                    return there != null
                            && there.name().equals(column.name())
                            && there.type().equals(column.type())
                            && (there.isOptional() || column.isRequired());
                })
                && table.schema().columns().stream()
                        .allMatch(column -> column.isOptional() || COLUMNS.findField(column.fieldId()) != null);
    }
}
