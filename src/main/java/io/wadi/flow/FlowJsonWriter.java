package io.wadi.flow;

import io.wadi.message.JsonBytes;
import io.wadi.message.JsonName;
import io.wadi.net.TimestampText;
import io.wadi.netflow.ExportedFlow;
import io.wadi.packet.Packet;
import java.util.List;

/** Writes flow records as the JSON objects of topic {@code flows}. Not thread-safe. */
final class FlowJsonWriter {

    private static final JsonName WINDOW = new JsonName("window");
    private static final JsonName IP = new JsonName("ip");
    private static final JsonName SRC = new JsonName("src");
    private static final JsonName DST = new JsonName("dst");
    private static final JsonName VERSION = new JsonName("version");
    private static final JsonName PROTOCOL = new JsonName("protocol");
    private static final JsonName TRANSPORT = new JsonName("transport");
    private static final JsonName PORT = new JsonName("port");
    private static final JsonName PROBE = new JsonName("probe");
    private static final JsonName VLAN = new JsonName("vlan");
    private static final JsonName PACKETS = new JsonName("packets");
    private static final JsonName BYTES = new JsonName("bytes");
    private static final JsonName FIRST = new JsonName("first");
    private static final JsonName LAST = new JsonName("last");
    private static final JsonName TCP = new JsonName("tcp");
    private static final JsonName FLAGS = new JsonName("flags");
    private static final JsonName RETRANSMISSIONS = new JsonName("retransmissions");
    private static final JsonName RTT = new JsonName("rtt");
    private static final JsonName NAME = new JsonName("name");
    private static final JsonName NAMES = new JsonName("names");
    private static final JsonName SOURCE = new JsonName("source");
    private static final JsonName FLOW = new JsonName("flow");

    private final JsonBytes json = new JsonBytes();
    private final TimestampText seconds = new TimestampText();

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
            ExportFactsJson.write(export, json);
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
