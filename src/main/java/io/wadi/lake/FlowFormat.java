package io.wadi.lake;

import io.wadi.flow.ExportedPath;
import io.wadi.flow.Flow;
import io.wadi.flow.FlowKey;
import io.wadi.flow.FlowRecord;
import io.wadi.flow.FlowRecordBatch;
import io.wadi.message.ReadBatch;
import io.wadi.packet.Packet;
import java.util.Comparator;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.IntegerType;
import org.apache.iceberg.types.Types.LongType;
import org.apache.iceberg.types.Types.StringType;
import org.apache.iceberg.types.Types.TimestampType;

/**
 * The rows of table {@code flows}: one for each message on topic {@code flows}, which is a part of a flow. The columns are
 * those of table {@code flows} in PostgreSQL that a message has, with addresses as text.
 */
final class FlowFormat implements RowFormat<FlowRecord> {

    private static final Schema COLUMNS = new Fields()
            .required("window_start", TimestampType.withZone(), "Start of the window, by the packets' own time")
            .required("src_ip", StringType.get(), "Source address; IPv6 as in RFC 5952")
            .required("dst_ip", StringType.get(), "Destination address")
            .optional("src_port", IntegerType.get(), "Source port")
            .optional("dst_port", IntegerType.get(), "Destination port")
            .required("transport", StringType.get(), "Transport protocol")
            .required("probe", StringType.get(), "Name of the probe or exporter")
            .required("protocol", StringType.get(), "Application protocol if recognised, otherwise the transport")
            .required("packets", LongType.get(), "Packets in this part of the flow; 0 if it only adds names")
            .required("bytes", LongType.get(), "Bytes of their IP packets")
            .required("tcp_flags", IntegerType.get(), "All TCP flags of these packets, or-ed")
            .required("first_seen", TimestampType.withZone(), "Time of the earliest packet")
            .required("last_seen", TimestampType.withZone(), "Time of the latest packet")
            .optional("name", StringType.get(), "Last name from a packet")
            .optional("flow", StringType.get(), "Community ID of the conversation")
            .optional("rtt_micros", LongType.get(), "Round trip of the TCP handshake in microseconds")
            .required("retransmissions", LongType.get(), "Retransmitted TCP segments")
            .optional("vlan", IntegerType.get(), "Outermost VLAN id")
            .optional("in_interface", LongType.get(), "SNMP index of the exporter's interface of entry")
            .optional("out_interface", LongType.get(), "SNMP index of the exporter's interface of exit")
            .optional("in_interface_name", StringType.get(), "Name of in_interface")
            .optional("out_interface_name", StringType.get(), "Name of out_interface")
            .optional("exported_src_asn", LongType.get(), "AS number of the source that the exporter states")
            .optional("exported_dst_asn", LongType.get(), "AS number of the destination that the exporter states")
            .optional("sampling", LongType.get(), "One of how many packets the exporter looked at")
            .optional("next_hop", StringType.get(), "Address of the next router that the exporter states")
            .optional("tos", IntegerType.get(), "Type of service or traffic class")
            .optional("exported_direction", IntegerType.get(), "0 ingress, 1 egress")
            .optional("end_reason", IntegerType.get(), "Why the exporter ended the flow (IANA element 136)")
            .schema();

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1000;

    /** Heap of a record with its key, addresses and Community ID, and of each of its names. */
    private static final int RECORD = 512;

    private static final int TEXT = 304;
    private static final ExportedPath NO_PATH = new ExportedPath(
            ExportedPath.UNKNOWN,
            ExportedPath.UNKNOWN,
            null,
            null,
            null,
            ExportedPath.UNKNOWN,
            ExportedPath.UNKNOWN,
            ExportedPath.UNKNOWN,
            ExportedPath.UNKNOWN,
            ExportedPath.UNKNOWN,
            ExportedPath.UNKNOWN);

    @Override
    public Schema columns() {
        return COLUMNS;
    }

    @Override
    public String time() {
        return LakeContent.FLOWS.time();
    }

    @Override
    public long micros(FlowRecord flow) {
        return flow.key().windowStart() * MICROS_PER_SECOND;
    }

    @Override
    public List<String> addresses() {
        return List.of("src_ip", "dst_ip", "next_hop");
    }

    @Override
    public List<String> sortedBy() {
        return List.of("flow", "window_start");
    }

    @Override
    public Comparator<FlowRecord> order() {
        return Comparator.comparing(FlowRecord::flow, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparingLong(flow -> flow.key().windowStart());
    }

    @Override
    public List<FlowRecord> rows(ReadBatch batch) {
        return ((FlowRecordBatch) batch).contents();
    }

    @Override
    public long packets(FlowRecord flow) {
        return flow.packets();
    }

    @Override
    public long heldBytes(List<FlowRecord> flows) {
        long bytes = 0;
        for (FlowRecord flow : flows) {
            bytes += RECORD + (long) TEXT * (flow.names().size() + (flow.path() == null ? 0 : 1));
        }
        return bytes;
    }

    @Override
    public void write(FlowRecord flow, RowColumns columns) {
        FlowKey key = flow.key();
        columns.number(micros(flow));
        columns.address(key.src());
        columns.address(key.dst());
        columns.integer(key.srcPort(), Packet.NO_PORT);
        columns.integer(key.dstPort(), Packet.NO_PORT);
        columns.text(key.transport());
        columns.text(key.probe());
        columns.text(flow.protocol());
        columns.number(flow.packets());
        columns.number(flow.bytes());
        columns.integer(flow.tcpFlags());
        columns.number(flow.firstNanos() / NANOS_PER_MICRO);
        columns.number(flow.lastNanos() / NANOS_PER_MICRO);
        columns.text(flow.name());
        columns.text(flow.flow());
        columns.number(flow.rttNanos() < 0 ? -1 : flow.rttNanos() / NANOS_PER_MICRO, -1);
        columns.number(flow.retransmissions());
        columns.integer(flow.vlan(), Flow.NO_VLAN);
        write(flow.path() == null ? NO_PATH : flow.path(), columns);
    }

    private static void write(ExportedPath path, RowColumns columns) {
        columns.number(path.in(), ExportedPath.UNKNOWN);
        columns.number(path.out(), ExportedPath.UNKNOWN);
        columns.text(path.inName());
        columns.text(path.outName());
        columns.number(path.srcAsn(), ExportedPath.UNKNOWN);
        columns.number(path.dstAsn(), ExportedPath.UNKNOWN);
        columns.number(path.sampling(), ExportedPath.UNKNOWN);
        columns.address(path.nextHop());
        columns.integer(path.tos(), ExportedPath.UNKNOWN);
        columns.integer(path.direction(), ExportedPath.UNKNOWN);
        columns.integer(path.endReason(), ExportedPath.UNKNOWN);
    }
}
