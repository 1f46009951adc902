package io.wadi.flow;

import static io.wadi.flow.FlowFields.BYTES;
import static io.wadi.flow.FlowFields.DST;
import static io.wadi.flow.FlowFields.FIRST;
import static io.wadi.flow.FlowFields.FLAGS;
import static io.wadi.flow.FlowFields.FLOW;
import static io.wadi.flow.FlowFields.IP;
import static io.wadi.flow.FlowFields.LAST;
import static io.wadi.flow.FlowFields.NAME;
import static io.wadi.flow.FlowFields.NAMES;
import static io.wadi.flow.FlowFields.PACKETS;
import static io.wadi.flow.FlowFields.PORT;
import static io.wadi.flow.FlowFields.PROBE;
import static io.wadi.flow.FlowFields.PROTOCOL;
import static io.wadi.flow.FlowFields.RETRANSMISSIONS;
import static io.wadi.flow.FlowFields.RTT;
import static io.wadi.flow.FlowFields.SOURCE;
import static io.wadi.flow.FlowFields.SRC;
import static io.wadi.flow.FlowFields.TCP;
import static io.wadi.flow.FlowFields.TRANSPORT;
import static io.wadi.flow.FlowFields.VERSION;
import static io.wadi.flow.FlowFields.VLAN;
import static io.wadi.flow.FlowFields.WINDOW;

import io.wadi.message.JsonBytes;
import io.wadi.message.JsonName;
import io.wadi.net.TimestampText;
import io.wadi.netflow.ExportedFlow;
import io.wadi.packet.Packet;
import java.util.List;

/** Writes flow records as the JSON objects of topic {@code flows}. Not thread-safe. */
final class FlowJsonWriter {

    private final JsonBytes json = new JsonBytes();
    private final TimestampText seconds = new TimestampText();
    private final ExportFactsJson exports = new ExportFactsJson();

    byte[] write(FlowRecord record) {
        return write(record, null);
    }

    /** Writes a part of a flow; {@code export} is the flow if an exporter sent it, otherwise null. */
    byte[] write(FlowRecord record, ExportedFlow export) {
        json.reset().open('{');
        writeKey(record);
        writeSums(record);
        writeTcp(record);
        writeNames(record);
        if (export != null) {
            exports.write(export, json);
        }
        return json.close('}').toByteArray();
    }

    private void writeKey(FlowRecord record) {
        FlowKey key = record.key();
        json.field(WINDOW).number(key.windowStart());
        json.field(IP).open('{');
        json.field(SRC).address(key.src());
        json.field(DST).address(key.dst());
        json.field(VERSION).number(key.src().version());
        json.close('}');
        json.field(PROTOCOL).text(record.protocol());
        json.field(TRANSPORT).text(key.transport());
        if (key.srcPort() != Packet.NO_PORT || key.dstPort() != Packet.NO_PORT) {
            json.field(PORT).open('{');
            writePort(SRC, key.srcPort());
            writePort(DST, key.dstPort());
            json.close('}');
        }
        json.field(PROBE).text(key.probe());
        if (record.vlan() != Flow.NO_VLAN) {
            json.field(VLAN).number(record.vlan());
        }
    }

    private void writePort(JsonName field, int port) {
        if (port != Packet.NO_PORT) {
            json.field(field).number(port);
        }
    }

    private void writeSums(FlowRecord record) {
        json.field(PACKETS).number(record.packets());
        json.field(BYTES).number(record.bytes());
        json.field(FIRST).seconds(seconds, record.firstNanos());
        json.field(LAST).seconds(seconds, record.lastNanos());
    }

    private void writeTcp(FlowRecord record) {
        boolean timed = record.rttNanos() != TcpDirection.NONE;
        if (record.tcpFlags() == 0 && record.retransmissions() == 0 && !timed) {
            return;
        }
        json.field(TCP).open('{');
        json.field(FLAGS).number(record.tcpFlags());
        json.field(RETRANSMISSIONS).number(record.retransmissions());
        if (timed) {
            json.field(RTT).seconds(seconds, record.rttNanos());
        }
        json.close('}');
    }

    private void writeNames(FlowRecord record) {
        if (record.name() != null) {
            json.field(NAME).text(record.name());
        }
        if (!record.names().isEmpty()) {
            writeNames(record.names());
        }
        if (record.flow() != null) {
            json.field(FLOW).text(record.flow());
        }
    }

    private void writeNames(List<NamedAddress> names) {
        json.field(NAMES).open('[');
        for (NamedAddress named : names) {
            json.open('{');
            json.field(IP).address(named.ip());
            json.field(NAME).text(named.name());
            if (named.source() != NameSource.UNKNOWN) {
                json.field(SOURCE).text(named.source().label());
            }
            json.close('}');
        }
        json.close(']');
    }
}
