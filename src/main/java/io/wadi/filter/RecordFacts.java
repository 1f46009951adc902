package io.wadi.filter;

import io.wadi.flow.ExportedPath;
import io.wadi.flow.FlowRecord;

/** A probe's or an exporter's record of a flow. */
record RecordFacts(FlowRecord flow, Places places) implements FlowFacts {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int TOS_PER_DSCP = 4;

    @Override
    public Object of(String column) {
        return switch (column) {
            case "src_ip" -> flow.src();
            case "dst_ip" -> flow.dst();
            case "src_port" -> PacketFacts.port(flow.key().srcPort());
            case "dst_port" -> PacketFacts.port(flow.key().dstPort());
            case "transport" -> flow.key().transport();
            case "protocol" -> flow.protocol();
            case "name" -> flow.name();
            case "probe" -> flow.key().probe();
            case "vlan" -> PacketFacts.vlan(flow.vlan());
            case "bytes" -> flow.bytes();
            case "packets" -> flow.packets();
            case "retransmissions" -> flow.retransmissions();
            case "flow" -> flow.flow();
            case "rtt_millis" -> flow.rttNanos() < 0 ? null : Long.valueOf(flow.rttNanos() / NANOS_PER_MILLI);
            case "tcp_flag_names" -> TreatmentNames.flags(flow.tcpFlags());
            case "in_interface",
                    "out_interface",
                    "dscp",
                    "next_hop",
                    "direction",
                    "end_reason_name",
                    "sampling",
                    "exported_src_asn",
                    "exported_dst_asn" -> path(column, flow.path());
            default -> places.fact(column, column.startsWith("src") ? flow.src() : flow.dst());
        };
    }

    private static Object path(String column, ExportedPath path) {
        if (path == null) {
            return null;
        }
        return switch (column) {
            case "in_interface" -> number(path.in());
            case "out_interface" -> number(path.out());
            case "dscp" -> path.tos() == ExportedPath.UNKNOWN ? null : Long.valueOf(path.tos() / TOS_PER_DSCP);
            case "direction" -> TreatmentNames.direction(path.direction());
            case "end_reason_name" -> TreatmentNames.endReason(path.endReason());
            case "sampling" -> number(path.sampling());
            case "exported_src_asn" -> number(path.srcAsn());
            case "exported_dst_asn" -> number(path.dstAsn());
            default -> path.nextHop();
        };
    }

    private static Long number(long index) {
        return index == ExportedPath.UNKNOWN ? null : index;
    }
}
