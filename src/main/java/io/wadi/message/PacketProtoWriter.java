package io.wadi.message;

import com.google.protobuf.CodedOutputStream;
import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Writes packets as the Protobuf messages of {@code packet.proto}, field by field in the order of their numbers. No
 * object is created but the message. Not thread-safe.
 */
final class PacketProtoWriter {

    private static final int FIRST_BYTES = 4096;
    private static final int MAC_BYTES = 6;

    private byte[] bytes = new byte[FIRST_BYTES];
    private byte[] part = new byte[FIRST_BYTES];
    private CodedOutputStream out;

    public byte[] write(Packet packet) {
        int length = encode(packet);
        return Arrays.copyOf(bytes, length);
    }

    /** Adds a packet to a record of several. */
    void writeTo(PackedPackets record, Packet packet) {
        int length = encode(packet);
        record.add(bytes, 0, length);
    }

    /** Writes to the own array, and returns how many bytes. */
    int encode(Packet packet) {
        while (true) {
            out = CodedOutputStream.newInstance(bytes);
            try {
                writeHeaders(packet);
                writeDetails(packet);
                return out.getTotalBytesWritten();
            } catch (CodedOutputStream.OutOfSpaceException e) {
                bytes = new byte[2 * bytes.length];
                part = new byte[bytes.length];
            } catch (IOException e) {
                throw new IllegalStateException("writing to memory", e);
            }
        }
    }

    private void writeHeaders(Packet packet) throws IOException {
        out.writeUInt32(PacketProto.IP_VERSION, packet.version());
        out.writeFixed64(PacketProto.TIMESTAMP_NANOS, packet.timestampNanos());
        out.writeUInt32(PacketProto.LENGTH, packet.length());
        out.writeUInt32(PacketProto.CAPTURED, packet.captured());
        writeText(PacketProto.TYPE, packet.type());
        writeAddress(PacketProto.SRC_IP, packet.src());
        writeAddress(PacketProto.DST_IP, packet.dst());
        writeUnlessNegative(PacketProto.TTL, packet.ttl());
        out.writeUInt32(PacketProto.SIZE, packet.size());
        writeText(PacketProto.TRANSPORT, packet.transport());
        writeText(PacketProto.PROTOCOL, packet.protocol());
        writeUnlessNegative(PacketProto.SRC_PORT, packet.srcPort());
        writeUnlessNegative(PacketProto.DST_PORT, packet.dstPort());
        writeTcp(packet.tcp());
        writeText(PacketProto.FLOW, packet.flow());
    }

    private void writeDetails(Packet packet) throws IOException {
        writeIcmp(packet.icmp());
        writeMac(PacketProto.SRC_MAC, packet.macSrc());
        writeMac(PacketProto.DST_MAC, packet.macDst());
        writeText(PacketProto.PROBE, packet.probe());
        writeText(PacketProto.NAME, packet.name());
        if (packet.proxied()) {
            out.writeBool(PacketProto.PROXIED, true);
        }
        writeFragment(packet.fragment());
        writeNumbers(PacketProto.VLAN, packet.vlan());
        writeNumbers(PacketProto.MPLS, packet.mpls());
        writeTunnel(packet.tunnel());
        for (AddressName answer : packet.answers()) {
            writeAnswer(answer);
        }
    }

    private void writeText(int field, String text) throws IOException {
        if (text != null) {
            out.writeString(field, text);
        }
    }

    private void writeUnlessNegative(int field, int number) throws IOException {
        if (number >= 0) {
            out.writeUInt32(field, number);
        }
    }

    /** Fixed-width numbers are little-endian in Protobuf, and the bytes of an address are not. */
    private void writeAddress(int field, IpAddress address) throws IOException {
        if (address == null) {
            return;
        }
        out.writeTag(field, PacketProto.BYTES);
        if (address.isV4()) {
            out.writeUInt32NoTag(Integer.BYTES);
            out.writeFixed32NoTag(Integer.reverseBytes((int) address.low()));
        } else {
            out.writeUInt32NoTag(2 * Long.BYTES);
            out.writeFixed64NoTag(Long.reverseBytes(address.high()));
            out.writeFixed64NoTag(Long.reverseBytes(address.low()));
        }
    }

    private void writeMac(int field, long mac) throws IOException {
        if (mac == Packet.NO_MAC) {
            return;
        }
        out.writeTag(field, PacketProto.BYTES);
        out.writeUInt32NoTag(MAC_BYTES);
        for (int shift = Byte.SIZE * (MAC_BYTES - 1); shift >= 0; shift -= Byte.SIZE) {
            out.write((byte) (mac >>> shift));
        }
    }

    private void writeNumbers(int field, List<Integer> numbers) throws IOException {
        if (!numbers.isEmpty()) {
            CodedOutputStream message = openPart();
            for (int number : numbers) {
                out.writeUInt32NoTag(number);
            }
            closePart(field, message);
        }
    }

    private void writeTcp(Packet.Tcp tcp) throws IOException {
        if (tcp != null) {
            CodedOutputStream message = openPart();
            out.writeUInt32(PacketProto.TCP_FLAGS, tcp.flags());
            out.writeFixed32(PacketProto.TCP_SEQ, (int) tcp.seq());
            out.writeFixed32(PacketProto.TCP_ACK, (int) tcp.ack());
            out.writeUInt32(PacketProto.TCP_WINDOW, tcp.window());
            out.writeUInt32(PacketProto.TCP_PAYLOAD, tcp.payload());
            closePart(PacketProto.TCP, message);
        }
    }

    private void writeIcmp(Packet.Icmp icmp) throws IOException {
        if (icmp != null) {
            CodedOutputStream message = openPart();
            out.writeUInt32(PacketProto.ICMP_TYPE, icmp.type());
            out.writeUInt32(PacketProto.ICMP_CODE, icmp.code());
            closePart(PacketProto.ICMP, message);
        }
    }

    private void writeFragment(Packet.Fragment fragment) throws IOException {
        if (fragment != null) {
            CodedOutputStream message = openPart();
            out.writeUInt32(PacketProto.FRAGMENT_ID, (int) fragment.id());
            out.writeUInt32(PacketProto.FRAGMENT_OFFSET, fragment.offset());
            out.writeBool(PacketProto.FRAGMENT_MORE, fragment.more());
            writeUnlessNegative(PacketProto.FRAGMENT_SRC_PORT, fragment.srcPort());
            writeUnlessNegative(PacketProto.FRAGMENT_DST_PORT, fragment.dstPort());
            closePart(PacketProto.FRAGMENT, message);
        }
    }

    private void writeTunnel(Packet.Tunnel tunnel) throws IOException {
        if (tunnel != null) {
            CodedOutputStream message = openPart();
            writeText(PacketProto.TUNNEL_TYPE, tunnel.type());
            if (tunnel.id() >= 0) {
                out.writeUInt64(PacketProto.TUNNEL_ID, tunnel.id());
            }
            writeAddress(PacketProto.TUNNEL_SRC_IP, tunnel.src());
            writeAddress(PacketProto.TUNNEL_DST_IP, tunnel.dst());
            writeUnlessNegative(PacketProto.TUNNEL_SRC_PORT, tunnel.srcPort());
            writeUnlessNegative(PacketProto.TUNNEL_DST_PORT, tunnel.dstPort());
            writeText(PacketProto.TUNNEL_PROTOCOL, tunnel.protocol());
            closePart(PacketProto.TUNNEL, message);
        }
    }

    private void writeAnswer(AddressName answer) throws IOException {
        CodedOutputStream message = openPart();
        writeAddress(PacketProto.ANSWER_IP, answer.ip());
        writeText(PacketProto.ANSWER_NAME, answer.name());
        closePart(PacketProto.ANSWERS, message);
    }

    /** Writes to another array from here on, because the length of a part stands before it; returns the message. */
    private CodedOutputStream openPart() {
        CodedOutputStream message = out;
        out = CodedOutputStream.newInstance(part);
        return message;
    }

    private void closePart(int field, CodedOutputStream message) throws IOException {
        int length = out.getTotalBytesWritten();
        out = message;
        out.writeByteArray(field, part, 0, length);
    }
}
