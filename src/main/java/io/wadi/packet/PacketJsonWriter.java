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
        json.writeFieldName(PacketField.IP.serialized());
        json.writeStartObject();
        writeAddress(PacketField.SRC, packet.src());
        writeAddress(PacketField.DST, packet.dst());
        writeNumber(PacketField.VERSION, packet.version());
        if (packet.ttl() >= 0) {
            writeNumber(PacketField.TTL, packet.ttl());
        }
        json.writeEndObject();
        writeWord(PacketField.PROTOCOL, packet.protocol());
        writeWord(PacketField.TRANSPORT, packet.transport());
        writeNumber(PacketField.SIZE, packet.size());
        writePorts(packet.srcPort(), packet.dstPort());
        writeWord(PacketField.TYPE, packet.type());
        json.writeFieldName(PacketField.TIMESTAMP.serialized());
        int digits = timestamp.format(packet.timestampNanos());
        json.writeNumber(timestamp.text(), timestamp.start(), digits);
        writeNumber(PacketField.LENGTH, packet.length());
        writeNumber(PacketField.CAPTURED, packet.captured());
    }

    private void writeDetails(Packet packet) throws IOException {
        writeTcp(packet.tcp());
        writeIcmp(packet.icmp());
        writeFragment(packet.fragment());
        writeNumbers(PacketField.VLAN, packet.vlan());
        writeNumbers(PacketField.MPLS, packet.mpls());
        writeMacs(packet.macSrc(), packet.macDst());
        writeTunnel(packet.tunnel());
        if (packet.name() != null) {
            json.writeFieldName(PacketField.NAME.serialized());
            json.writeString(packet.name());
        }
        writeAnswers(packet.answers());
        if (packet.flow() != null) {
            json.writeFieldName(PacketField.FLOW.serialized());
            writeAscii(packet.flow());
        }
        writeWord(PacketField.PROBE, packet.probe());
    }

    private void writeTcp(Packet.Tcp tcp) throws IOException {
        if (tcp == null) {
            return;
        }
        json.writeFieldName(PacketField.TCP.serialized());
        json.writeStartObject();
        writeNumber(PacketField.FLAGS, tcp.flags());
        writeNumber(PacketField.SEQ, tcp.seq());
        writeNumber(PacketField.ACK, tcp.ack());
        writeNumber(PacketField.WINDOW, tcp.window());
        writeNumber(PacketField.PAYLOAD, tcp.payload());
        json.writeEndObject();
    }

    private void writeIcmp(Packet.Icmp icmp) throws IOException {
        if (icmp == null) {
            return;
        }
        json.writeFieldName(PacketField.ICMP.serialized());
        json.writeStartObject();
        writeNumber(PacketField.TYPE, icmp.type());
        writeNumber(PacketField.CODE, icmp.code());
        json.writeEndObject();
    }

    private void writeFragment(Packet.Fragment fragment) throws IOException {
        if (fragment == null) {
            return;
        }
        json.writeFieldName(PacketField.FRAGMENT.serialized());
        json.writeStartObject();
        writeNumber(PacketField.ID, fragment.id());
        writeNumber(PacketField.OFFSET, fragment.offset());
        json.writeFieldName(PacketField.MORE.serialized());
        json.writeBoolean(fragment.more());
        writePorts(fragment.srcPort(), fragment.dstPort());
        json.writeEndObject();
    }

    private void writeAnswers(List<Packet.Answer> answers) throws IOException {
        if (answers.isEmpty()) {
            return;
        }
        json.writeFieldName(PacketField.ANSWERS.serialized());
        json.writeStartArray();
        for (Packet.Answer answer : answers) {
            json.writeStartObject();
            writeAddress(PacketField.IP, answer.ip());
            json.writeFieldName(PacketField.NAME.serialized());
            json.writeString(answer.name());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeTunnel(Packet.Tunnel tunnel) throws IOException {
        if (tunnel == null) {
            return;
        }
        json.writeFieldName(PacketField.TUNNEL.serialized());
        json.writeStartObject();
        writeWord(PacketField.TYPE, tunnel.type());
        if (tunnel.id() >= 0) {
            writeNumber(PacketField.ID, tunnel.id());
        }
        if (tunnel.src() != null) {
            writeAddress(PacketField.SRC, tunnel.src());
            writeAddress(PacketField.DST, tunnel.dst());
        }
        writePorts(tunnel.srcPort(), tunnel.dstPort());
        if (tunnel.protocol() != null) {
            writeWord(PacketField.PROTOCOL, tunnel.protocol());
        }
        json.writeEndObject();
    }

    private void writePorts(int source, int destination) throws IOException {
        if (source == Packet.NO_PORT) {
            return;
        }
        json.writeFieldName(PacketField.PORT.serialized());
        json.writeStartObject();
        writeNumber(PacketField.SRC, source);
        writeNumber(PacketField.DST, destination);
        json.writeEndObject();
    }

    private void writeMacs(long source, long destination) throws IOException {
        if (source == Packet.NO_MAC && destination == Packet.NO_MAC) {
            return;
        }
        json.writeFieldName(PacketField.MAC.serialized());
        json.writeStartObject();
        if (source != Packet.NO_MAC) {
            writeMac(PacketField.SRC, source);
        }
        if (destination != Packet.NO_MAC) {
            writeMac(PacketField.DST, destination);
        }
        json.writeEndObject();
    }

    private void writeMac(PacketField field, long mac) throws IOException {
        json.writeFieldName(field.serialized());
        json.writeUTF8String(address, 0, MacText.write(mac, address));
    }

    private void writeAddress(PacketField field, IpAddress ip) throws IOException {
        json.writeFieldName(field.serialized());
        json.writeUTF8String(address, 0, IpText.write(ip, address, 0));
    }

    private void writeNumbers(PacketField field, List<Integer> numbers) throws IOException {
        if (numbers.isEmpty()) {
            return;
        }
        json.writeFieldName(field.serialized());
        json.writeStartArray();
        for (int number : numbers) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }

    private void writeNumber(PacketField field, long number) throws IOException {
        json.writeFieldName(field.serialized());
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

    private void writeWord(PacketField field, String word) throws IOException {
        json.writeFieldName(field.serialized());
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
