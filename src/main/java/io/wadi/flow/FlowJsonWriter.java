package io.wadi.flow;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.wadi.net.TimestampText;
import io.wadi.netflow.ExportedFlow;
import io.wadi.packet.Packet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes flow records as the JSON objects of topic {@code flows}. Not thread-safe. */
final class FlowJsonWriter {

    private final ByteArrayBuilder buffer = new ByteArrayBuilder(1024);
    private final TimestampText seconds = new TimestampText();
    private final JsonGenerator json;

    FlowJsonWriter() {
        try {
            json = new JsonFactory().createGenerator(buffer, JsonEncoding.UTF8);
            json.setRootValueSeparator(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] write(FlowRecord record) {
        return write(record, null);
    }

    /** Writes a part of a flow; {@code export} is the flow if an exporter sent it, otherwise null. */
    byte[] write(FlowRecord record, ExportedFlow export) {
        try {
            json.writeStartObject();
            writeKey(record);
            writeSums(record);
            writeTcp(record);
            writeNames(record);
            if (export != null) {
                ExportFactsJson.write(export, json);
            }
            json.writeEndObject();
            json.flush();
            byte[] bytes = buffer.toByteArray();
            buffer.reset();
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeKey(FlowRecord record) throws IOException {
        FlowKey key = record.key();
        json.writeNumberField("window", key.windowStart());
        json.writeObjectFieldStart("ip");
        json.writeStringField("src", key.src().toString());
        json.writeStringField("dst", key.dst().toString());
        json.writeNumberField("version", key.src().version());
        json.writeEndObject();
        json.writeStringField("protocol", record.protocol());
        json.writeStringField("transport", key.transport());
        if (key.srcPort() != Packet.NO_PORT || key.dstPort() != Packet.NO_PORT) {
            json.writeObjectFieldStart("port");
            writePort("src", key.srcPort());
            writePort("dst", key.dstPort());
            json.writeEndObject();
        }
        json.writeStringField("probe", key.probe());
    }

    private void writePort(String field, int port) throws IOException {
        if (port != Packet.NO_PORT) {
            json.writeNumberField(field, port);
        }
    }

    private void writeSums(FlowRecord record) throws IOException {
        json.writeNumberField("packets", record.packets());
        json.writeNumberField("bytes", record.bytes());
        writeSeconds("first", record.firstNanos());
        writeSeconds("last", record.lastNanos());
    }

    private void writeTcp(FlowRecord record) throws IOException {
        boolean timed = record.rttNanos() != TcpDirection.NONE;
        if (record.tcpFlags() == 0 && record.retransmissions() == 0 && !timed) {
            return;
        }
        json.writeObjectFieldStart("tcp");
        json.writeNumberField("flags", record.tcpFlags());
        json.writeNumberField("retransmissions", record.retransmissions());
        if (timed) {
            writeSeconds("rtt", record.rttNanos());
        }
        json.writeEndObject();
    }

    private void writeNames(FlowRecord record) throws IOException {
        if (record.name() != null) {
            json.writeStringField("name", record.name());
        }
        if (!record.names().isEmpty()) {
            writeNames(record.names());
        }
        if (record.flow() != null) {
            json.writeStringField("flow", record.flow());
        }
    }

    private void writeNames(List<NamedAddress> names) throws IOException {
        json.writeArrayFieldStart("names");
        for (NamedAddress named : names) {
            json.writeStartObject();
            json.writeStringField("ip", named.ip().toString());
            json.writeStringField("name", named.name());
            if (named.source() != NameSource.UNKNOWN) {
                json.writeStringField("source", named.source().label());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeSeconds(String field, long nanos) throws IOException {
        json.writeFieldName(field);
        int digits = seconds.format(nanos);
        json.writeNumber(new String(seconds.text(), seconds.start(), digits, StandardCharsets.US_ASCII));
    }
}
