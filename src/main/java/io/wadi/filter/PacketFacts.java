package io.wadi.filter;

import io.wadi.flow.Flow;
import io.wadi.packet.Packet;

/** A packet as a flow of its own. */
record PacketFacts(Packet packet, Places places) implements FlowFacts {

    @Override
    public Object of(String column) {
        return switch (column) {
            case "src_ip" -> packet.src();
            case "dst_ip" -> packet.dst();
            case "src_port" -> port(packet.flowSrcPort());
            case "dst_port" -> port(packet.flowDstPort());
            case "transport" -> packet.transport();
            case "protocol" -> packet.protocol();
            case "name" -> packet.name();
            case "probe" -> packet.probe();
            case "vlan" -> packet.vlan().isEmpty() ? null : vlan(packet.vlan().get(0));
            case "bytes" -> (long) packet.size();
            case "packets" -> 1L;
            case "flow" -> packet.flow();
            case "tcp_flag_names" ->
                packet.tcp() == null ? null : TreatmentNames.flags(packet.tcp().flags());
            case "retransmissions",
                    "in_interface",
                    "out_interface",
                    "dscp",
                    "next_hop",
                    "direction",
                    "end_reason_name",
                    "sampling",
                    "exported_src_asn",
                    "exported_dst_asn",
                    "rtt_millis" -> null;
            default -> places.fact(column, column.startsWith("src") ? packet.src() : packet.dst());
        };
    }

    static Long vlan(int id) {
        return id == Flow.NO_VLAN ? null : Long.valueOf(id);
    }

    static Long port(int port) {
        return port == Packet.NO_PORT ? null : Long.valueOf(port);
    }
}
