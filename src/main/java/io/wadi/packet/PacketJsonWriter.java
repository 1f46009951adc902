package io.wadi.packet;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes packets as the JSON objects of DESIGN's topic {@code packets}: a superset of the origin project's message.
 * One generator serves all of a thread's packets. Not thread-safe.
 */
final class PacketJsonWriter {

    private static final SerializableString IP = new SerializedString("ip");
    private static final SerializableString SRC = new SerializedString("src");
    private static final SerializableString DST = new SerializedString("dst");
    private static final SerializableString VERSION = new SerializedString("version");
    private static final SerializableString TTL = new SerializedString("ttl");
    private static final SerializableString PROTOCOL = new SerializedString("protocol");
    private static final SerializableString TRANSPORT = new SerializedString("transport");
    private static final SerializableString SIZE = new SerializedString("size");
    private static final SerializableString PORT = new SerializedString("port");
    private static final SerializableString TYPE = new SerializedString("type");
    private static final SerializableString TIMESTAMP = new SerializedString("timestamp");
    private static final SerializableString LENGTH = new SerializedString("length");
    private static final SerializableString CAPTURED = new SerializedString("captured");
    private static final SerializableString TCP = new SerializedString("tcp");
    private static final SerializableString FLAGS = new SerializedString("flags");
    private static final SerializableString SEQ = new SerializedString("seq");
    private static final SerializableString ACK = new SerializedString("ack");
    private static final SerializableString WINDOW = new SerializedString("window");
    private static final SerializableString PAYLOAD = new SerializedString("payload");
    private static final SerializableString ICMP = new SerializedString("icmp");
    private static final SerializableString CODE = new SerializedString("code");
    private static final SerializableString FRAGMENT = new SerializedString("fragment");
    private static final SerializableString ID = new SerializedString("id");
    private static final SerializableString OFFSET = new SerializedString("offset");
    private static final SerializableString MORE = new SerializedString("more");
    private static final SerializableString VLAN = new SerializedString("vlan");
    private static final SerializableString MPLS = new SerializedString("mpls");
    private static final SerializableString MAC = new SerializedString("mac");
    private static final SerializableString TUNNEL = new SerializedString("tunnel");
    private static final SerializableString NAME = new SerializedString("name");
    private static final SerializableString ANSWERS = new SerializedString("answers");
    private static final SerializableString FLOW = new SerializedString("flow");
    private static final SerializableString PROBE = new SerializedString("probe");

    /** Protocols, link layers and probes are few; their quoted form is kept. Capped, for names are not ours alone. */
    private static final int MOST_WORDS = 4096;

    private final ByteArrayBuilder buffer = new ByteArrayBuilder(1024);
    private final JsonGenerator json;
    private final Map<String, SerializableString> words = new HashMap<>();
    private final byte[] address = new byte[48];
    private final TimestampText timestamp = new TimestampText();

    PacketJsonWriter() {
        try {
            json = new JsonFactory().createGenerator(buffer, JsonEncoding.UTF8);
            json.setRootValueSeparator(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] write(Packet packet) {
        try {
            json.writeStartObject();
            writeHeaders(packet);
            writeDetails(packet);
            json.writeEndObject();
            json.flush();
            byte[] bytes = buffer.toByteArray();
            buffer.reset();
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeHeaders(Packet packet) throws IOException {
        json.writeFieldName(IP);
        json.writeStartObject();
        writeAddress(SRC, packet.src());
        writeAddress(DST, packet.dst());
        writeNumber(VERSION, packet.version());
        if (packet.ttl() >= 0) {
            writeNumber(TTL, packet.ttl());
        }
        json.writeEndObject();
        writeWord(PROTOCOL, packet.protocol());
        writeWord(TRANSPORT, packet.transport());
        writeNumber(SIZE, packet.size());
        writePorts(packet.srcPort(), packet.dstPort());
        writeWord(TYPE, packet.type());
        json.writeFieldName(TIMESTAMP);
        int digits = timestamp.format(packet.timestampNanos());
        json.writeNumber(timestamp.text(), timestamp.start(), digits);
        writeNumber(LENGTH, packet.length());
        writeNumber(CAPTURED, packet.captured());
    }

    private void writeDetails(Packet packet) throws IOException {
        writeTcp(packet.tcp());
        writeIcmp(packet.icmp());
        writeFragment(packet.fragment());
        writeNumbers(VLAN, packet.vlan());
        writeNumbers(MPLS, packet.mpls());
        writeMacs(packet.macSrc(), packet.macDst());
        writeTunnel(packet.tunnel());
        if (packet.name() != null) {
            json.writeFieldName(NAME);
            json.writeString(packet.name());
        }
        writeAnswers(packet.answers());
        if (packet.flow() != null) {
            json.writeFieldName(FLOW);
            writeAscii(packet.flow());
        }
        writeWord(PROBE, packet.probe());
    }

    private void writeTcp(Packet.Tcp tcp) throws IOException {
        if (tcp == null) {
            return;
        }
        json.writeFieldName(TCP);
        json.writeStartObject();
        writeNumber(FLAGS, tcp.flags());
        writeNumber(SEQ, tcp.seq());
        writeNumber(ACK, tcp.ack());
        writeNumber(WINDOW, tcp.window());
        writeNumber(PAYLOAD, tcp.payload());
        json.writeEndObject();
    }

    private void writeIcmp(Packet.Icmp icmp) throws IOException {
        if (icmp == null) {
            return;
        }
        json.writeFieldName(ICMP);
        json.writeStartObject();
        writeNumber(TYPE, icmp.type());
        writeNumber(CODE, icmp.code());
        json.writeEndObject();
    }

    private void writeFragment(Packet.Fragment fragment) throws IOException {
        if (fragment == null) {
            return;
        }
        json.writeFieldName(FRAGMENT);
        json.writeStartObject();
        writeNumber(ID, fragment.id());
        writeNumber(OFFSET, fragment.offset());
        json.writeFieldName(MORE);
        json.writeBoolean(fragment.more());
        writePorts(fragment.srcPort(), fragment.dstPort());
        json.writeEndObject();
    }

    private void writeAnswers(List<Packet.Answer> answers) throws IOException {
        if (answers.isEmpty()) {
            return;
        }
        json.writeFieldName(ANSWERS);
        json.writeStartArray();
        for (Packet.Answer answer : answers) {
            json.writeStartObject();
            writeAddress(IP, answer.ip());
            json.writeFieldName(NAME);
            json.writeString(answer.name());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeTunnel(Packet.Tunnel tunnel) throws IOException {
        if (tunnel == null) {
            return;
        }
        json.writeFieldName(TUNNEL);
        json.writeStartObject();
        writeWord(TYPE, tunnel.type());
        if (tunnel.id() >= 0) {
            writeNumber(ID, tunnel.id());
        }
        if (tunnel.src() != null) {
            writeAddress(SRC, tunnel.src());
            writeAddress(DST, tunnel.dst());
        }
        writePorts(tunnel.srcPort(), tunnel.dstPort());
        if (tunnel.protocol() != null) {
            writeWord(PROTOCOL, tunnel.protocol());
        }
        json.writeEndObject();
    }

    private void writePorts(int source, int destination) throws IOException {
        if (source == Packet.NO_PORT) {
            return;
        }
        json.writeFieldName(PORT);
        json.writeStartObject();
        writeNumber(SRC, source);
        writeNumber(DST, destination);
        json.writeEndObject();
    }

    private void writeMacs(long source, long destination) throws IOException {
        if (source == Packet.NO_MAC && destination == Packet.NO_MAC) {
            return;
        }
        json.writeFieldName(MAC);
        json.writeStartObject();
        if (source != Packet.NO_MAC) {
            writeMac(SRC, source);
        }
        if (destination != Packet.NO_MAC) {
            writeMac(DST, destination);
        }
        json.writeEndObject();
    }

    private void writeMac(SerializableString field, long mac) throws IOException {
        json.writeFieldName(field);
        json.writeUTF8String(address, 0, MacText.write(mac, address));
    }

    private void writeAddress(SerializableString field, IpAddress ip) throws IOException {
        json.writeFieldName(field);
        json.writeUTF8String(address, 0, IpText.write(ip, address, 0));
    }

    private void writeNumbers(SerializableString field, List<Integer> numbers) throws IOException {
        if (numbers.isEmpty()) {
            return;
        }
        json.writeFieldName(field);
        json.writeStartArray();
        for (int number : numbers) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }

    private void writeNumber(SerializableString field, long number) throws IOException {
        json.writeFieldName(field);
        json.writeNumber(number);
    }

    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is the one copy without a decoder in between
    private void writeAscii(String text) throws IOException {
        int length = text.length();
        if (length > address.length) {
            json.writeString(text);
            return;
        }
        text.getBytes(0, length, address, 0);
        json.writeUTF8String(address, 0, length);
    }

    private void writeWord(SerializableString field, String word) throws IOException {
        json.writeFieldName(field);
        SerializableString known = words.get(word);
        if (known == null) {
            known = new SerializedString(word);
            if (words.size() < MOST_WORDS) {
                words.put(word, known);
            }
        }
        json.writeString(known);
    }
}
