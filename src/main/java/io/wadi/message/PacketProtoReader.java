package io.wadi.message;

import static io.wadi.message.MessageValues.require;
import static io.wadi.message.MessageValues.requireMessage;
import static io.wadi.message.PacketProto.BYTES;
import static io.wadi.message.PacketProto.FIXED64;
import static io.wadi.message.PacketProto.VARINT;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wadi.net.AddressName;
import io.wadi.packet.Packet;
import io.wadi.packet.PacketBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the Protobuf messages of {@code packet.proto}. It ignores unknown fields, and rejects missing or invalid values
 * with a reason: what {@link PacketJsonReader} rejects in JSON, it rejects as well. The names of fields in reasons are
 * those of the JSON message. Not thread-safe.
 */
final class PacketProtoReader {

    private static final int MOST_LABEL = (1 << 20) - 1;

    private final PacketBuilder packet = new PacketBuilder();
    private final ProtoValues values = new ProtoValues();
    private final List<AddressName> answers = new ArrayList<>(AddressName.MOST_OF_A_PACKET);
    private final ProtoParts parts = new ProtoParts(values);
    private int version;
    private boolean timestampSeen;
    private boolean sizeSeen;
    private int vlans;
    private int labels;

    /**
     * Reads one message.
     *
     * @throws PacketFormatException if the message is invalid, with the reason
     */
    public Packet read(byte[] message) throws PacketFormatException {
        requireMessage(message);
        return read(message, 0, message.length);
    }

    /** Reads a message that is a part of an array; like {@link #read(byte[])}. */
    public Packet read(byte[] bytes, int start, int end) throws PacketFormatException {
        reset();
        values.of(bytes, start, end);
        try {
            for (int tag = values.tag(); tag != 0; tag = values.tag()) {
                if (!readHeader(tag) && !readDetail(tag)) {
                    skip(tag);
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new PacketFormatException("not a Protobuf packet: " + e.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
        if (!answers.isEmpty()) {
            packet.answers = List.copyOf(answers);
        }
        Packet read = CompletePacket.of(packet, timestampSeen, sizeSeen);
        require(version == read.version(), "ip.version is not the version of ip.src and ip.dst");
        return read;
    }

    private void reset() {
        packet.reset();
        packet.probe = null;
        answers.clear();
        version = 0;
        timestampSeen = false;
        sizeSeen = false;
        vlans = 0;
        labels = 0;
    }

    private boolean readHeader(int tag) throws IOException, PacketFormatException {
        switch (tag) {
            case PacketProto.IP_VERSION << 3 | VARINT -> version = (int) values.number("ip.version", 6);
            case PacketProto.TIMESTAMP_NANOS << 3 | FIXED64 -> readTimestamp();
            case PacketProto.LENGTH << 3 | VARINT -> packet.length = integer("length", Integer.MAX_VALUE);
            case PacketProto.CAPTURED << 3 | VARINT -> packet.captured = integer("captured", Integer.MAX_VALUE);
            case PacketProto.TYPE << 3 | BYTES -> packet.type = values.word("type", PacketJsonReader.MOST_WORD);
            case PacketProto.SRC_IP << 3 | BYTES -> packet.src = values.address("ip.src");
            case PacketProto.DST_IP << 3 | BYTES -> packet.dst = values.address("ip.dst");
            case PacketProto.TTL << 3 | VARINT -> packet.ttl = integer("ip.ttl", 255);
            case PacketProto.SIZE << 3 | VARINT -> readSize();
            case PacketProto.TRANSPORT << 3 | BYTES ->
                packet.transport = values.word("transport", PacketJsonReader.MOST_WORD);
            case PacketProto.PROTOCOL << 3 | BYTES ->
                packet.protocol = values.word("protocol", PacketJsonReader.MOST_WORD);
            case PacketProto.SRC_PORT << 3 | VARINT -> packet.srcPort = integer("port.src", 65_535);
            case PacketProto.DST_PORT << 3 | VARINT -> packet.dstPort = integer("port.dst", 65_535);
            case PacketProto.TCP << 3 | BYTES -> packet.tcp = parts.tcp();
            case PacketProto.FLOW << 3 | BYTES -> packet.flow = values.conversation("flow", PacketJsonReader.MOST_WORD);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean readDetail(int tag) throws IOException, PacketFormatException {
        switch (tag) {
            case PacketProto.ICMP << 3 | BYTES -> packet.icmp = parts.icmp();
            case PacketProto.SRC_MAC << 3 | BYTES -> packet.macSrc = values.mac("mac.src");
            case PacketProto.DST_MAC << 3 | BYTES -> packet.macDst = values.mac("mac.dst");
            case PacketProto.PROBE << 3 | BYTES -> packet.probe = values.word("probe", PacketJsonReader.MOST_PROBE);
            case PacketProto.NAME << 3 | BYTES -> packet.name = values.name("name", PacketJsonReader.MOST_NAME);
            case PacketProto.PROXIED << 3 | VARINT -> packet.proxied = values.bool();
            case PacketProto.FRAGMENT << 3 | BYTES -> packet.fragment = parts.fragment();
            case PacketProto.VLAN << 3 | VARINT -> readVlan();
            case PacketProto.VLAN << 3 | BYTES -> readVlans();
            case PacketProto.MPLS << 3 | VARINT -> readLabel();
            case PacketProto.MPLS << 3 | BYTES -> readLabels();
            case PacketProto.TUNNEL << 3 | BYTES -> packet.tunnel = parts.tunnel();
            case PacketProto.ANSWERS << 3 | BYTES -> readAnswer();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void skip(int tag) throws IOException, PacketFormatException {
        if (tag >>> 3 <= PacketProto.ANSWERS) {
            throw new PacketFormatException("field " + (tag >>> 3) + " has another type than in packet.proto");
        }
        values.skip(tag);
    }

    private int integer(String field, int most) throws IOException, PacketFormatException {
        return (int) values.number(field, most);
    }

    private void readTimestamp() throws IOException, PacketFormatException {
        packet.timestampNanos = values.fixed64();
        require(packet.timestampNanos >= 0, "timestamp is not between 1970 and 2262");
        timestampSeen = true;
    }

    private void readSize() throws IOException, PacketFormatException {
        packet.size = integer("size", Packet.MOST_SIZE);
        sizeSeen = true;
    }

    private void readVlans() throws IOException, PacketFormatException {
        int list = values.open();
        while (!values.isAtEnd()) {
            readVlan();
        }
        values.close(list);
    }

    private void readVlan() throws IOException, PacketFormatException {
        int id = integer("vlan", 4095);
        if (vlans++ < Packet.MOST_TAGS) {
            packet.addVlan(id);
        }
    }

    private void readLabels() throws IOException, PacketFormatException {
        int list = values.open();
        while (!values.isAtEnd()) {
            readLabel();
        }
        values.close(list);
    }

    private void readLabel() throws IOException, PacketFormatException {
        int label = integer("mpls", MOST_LABEL);
        if (labels++ < Packet.MOST_TAGS) {
            packet.addMpls(label);
        }
    }

    private void readAnswer() throws IOException, PacketFormatException {
        AddressName answer = parts.answer();
        if (answers.size() < AddressName.MOST_OF_A_PACKET) {
            answers.add(answer);
        }
    }
}
