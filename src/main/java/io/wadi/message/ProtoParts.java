package io.wadi.message;

import static io.wadi.message.MessageValues.require;
import static io.wadi.message.PacketProto.BYTES;
import static io.wadi.message.PacketProto.FIXED32;
import static io.wadi.message.PacketProto.VARINT;

import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import java.io.IOException;

/** Reads the messages inside a packet's Protobuf message, by the rules of {@link PacketProtoReader}. Not thread-safe. */
final class ProtoParts {

    private static final long MOST_UNSIGNED = 0xffff_ffffL;

    private final ProtoValues values;

    ProtoParts(ProtoValues values) {
        this.values = values;
    }

    private int integer(String field, int most) throws IOException, PacketFormatException {
        return (int) values.number(field, most);
    }

    private void skip(String part, int tag, int last) throws IOException, PacketFormatException {
        if (tag >>> 3 <= last) {
            throw new PacketFormatException(
                    "field " + (tag >>> 3) + " of " + part + " has another type than in packet.proto");
        }
        values.skip(tag);
    }

    Packet.Tcp tcp() throws IOException, PacketFormatException {
        int flags = 0;
        long seq = 0;
        long ack = 0;
        int window = 0;
        int payload = 0;
        int part = values.open();
        for (int tag = values.tag(); tag != 0; tag = values.tag()) {
            switch (tag) {
                case PacketProto.TCP_FLAGS << 3 | VARINT -> flags = integer("tcp.flags", 255);
                case PacketProto.TCP_SEQ << 3 | FIXED32 -> seq = values.fixed32();
                case PacketProto.TCP_ACK << 3 | FIXED32 -> ack = values.fixed32();
                case PacketProto.TCP_WINDOW << 3 | VARINT -> window = integer("tcp.window", 65_535);
                case PacketProto.TCP_PAYLOAD << 3 | VARINT -> payload = integer("tcp.payload", Integer.MAX_VALUE);
                default -> skip("tcp", tag, PacketProto.TCP_PAYLOAD);
            }
        }
        values.close(part);
        return new Packet.Tcp(flags, seq, ack, window, payload);
    }

    Packet.Icmp icmp() throws IOException, PacketFormatException {
        int type = 0;
        int code = 0;
        int part = values.open();
        for (int tag = values.tag(); tag != 0; tag = values.tag()) {
            switch (tag) {
                case PacketProto.ICMP_TYPE << 3 | VARINT -> type = integer("icmp.type", 255);
                case PacketProto.ICMP_CODE << 3 | VARINT -> code = integer("icmp.code", 255);
                default -> skip("icmp", tag, PacketProto.ICMP_CODE);
            }
        }
        values.close(part);
        return new Packet.Icmp(type, code);
    }

    Packet.Fragment fragment() throws IOException, PacketFormatException {
        long id = 0;
        int offset = 0;
        boolean more = false;
        int source = Packet.NO_PORT;
        int destination = Packet.NO_PORT;
        int part = values.open();
        for (int tag = values.tag(); tag != 0; tag = values.tag()) {
            switch (tag) {
                case PacketProto.FRAGMENT_ID << 3 | VARINT -> id = values.number("fragment.id", MOST_UNSIGNED);
                case PacketProto.FRAGMENT_OFFSET << 3 | VARINT -> offset = integer("fragment.offset", 65_528);
                case PacketProto.FRAGMENT_MORE << 3 | VARINT -> more = values.bool();
                case PacketProto.FRAGMENT_SRC_PORT << 3 | VARINT -> source = integer("fragment.port.src", 65_535);
                case PacketProto.FRAGMENT_DST_PORT << 3 | VARINT -> destination = integer("fragment.port.dst", 65_535);
                default -> skip("fragment", tag, PacketProto.FRAGMENT_DST_PORT);
            }
        }
        values.close(part);
        return new Packet.Fragment(id, offset, more, source, destination);
    }

    Packet.Tunnel tunnel() throws IOException, PacketFormatException {
        String type = null;
        long id = -1;
        IpAddress src = null;
        IpAddress dst = null;
        int source = Packet.NO_PORT;
        int destination = Packet.NO_PORT;
        String protocol = null;
        int part = values.open();
        for (int tag = values.tag(); tag != 0; tag = values.tag()) {
            switch (tag) {
                case PacketProto.TUNNEL_TYPE << 3 | BYTES ->
                    type = values.word("tunnel.type", PacketJsonReader.MOST_WORD);
                case PacketProto.TUNNEL_ID << 3 | VARINT -> id = values.number("tunnel.id", Long.MAX_VALUE);
                case PacketProto.TUNNEL_SRC_IP << 3 | BYTES -> src = values.address("tunnel.src");
                case PacketProto.TUNNEL_DST_IP << 3 | BYTES -> dst = values.address("tunnel.dst");
                case PacketProto.TUNNEL_SRC_PORT << 3 | VARINT -> source = integer("tunnel.port.src", 65_535);
                case PacketProto.TUNNEL_DST_PORT << 3 | VARINT -> destination = integer("tunnel.port.dst", 65_535);
                case PacketProto.TUNNEL_PROTOCOL << 3 | BYTES ->
                    protocol = values.word("tunnel.protocol", PacketJsonReader.MOST_WORD);
                default -> skip("tunnel", tag, PacketProto.TUNNEL_PROTOCOL);
            }
        }
        values.close(part);
        require(type != null, "tunnel.type is missing");
        require((src == null) == (dst == null), "tunnel.src or tunnel.dst is missing");
        return new Packet.Tunnel(type, id, src, dst, source, destination, protocol);
    }

    AddressName answer() throws IOException, PacketFormatException {
        IpAddress ip = null;
        String name = null;
        int part = values.open();
        for (int tag = values.tag(); tag != 0; tag = values.tag()) {
            switch (tag) {
                case PacketProto.ANSWER_IP << 3 | BYTES -> ip = values.address("answers.ip");
                case PacketProto.ANSWER_NAME << 3 | BYTES ->
                    name = values.name("answers.name", PacketJsonReader.MOST_NAME);
                default -> skip("answers", tag, PacketProto.ANSWER_NAME);
            }
        }
        values.close(part);
        require(ip != null && name != null, "ip or name of an answer is missing");
        return new AddressName(ip, name);
    }
}
