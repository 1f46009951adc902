package io.wadi.filter;

import io.wadi.flow.ExportedPath;
import io.wadi.flow.FlowRecord;

/** A probe's or an exporter's record of a flow. */
record RecordFacts(FlowRecord flow, Places places) implements FlowFacts {

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
            case "in_interface" ->
                flow.path() == null ? null : number(flow.path().in());
            case "out_interface" ->
                flow.path() == null ? null : number(flow.path().out());
            default -> places.fact(column, column.startsWith("src") ? flow.src() : flow.dst());
        };
    }

    private static Long number(long index) {
        return index == ExportedPath.UNKNOWN ? null : index;
    }
}
