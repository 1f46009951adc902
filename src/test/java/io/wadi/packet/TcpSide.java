package io.wadi.packet;

import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One side of a TCP connection: sends segments to a decoder, and collects the names and answers of its packets. The
 * side with the higher port is the client.
 */
final class TcpSide {

    static final int SYN = 0x02;
    static final int ACK = 0x10;
    private static final int HEADERS = 14 + 20 + 20;

    private final PacketDecoder decoder;
    private final int srcPort;
    private final int dstPort;
    private final int firstSequence;
    private final List<String> names = new ArrayList<>();
    private final List<AddressName> answers = new ArrayList<>();

    /** A side whose SYN has this sequence number. */
    TcpSide(PacketDecoder decoder, int srcPort, int dstPort, int firstSequence) {
        this.decoder = decoder;
        this.srcPort = srcPort;
        this.dstPort = dstPort;
        this.firstSequence = firstSequence;
    }

    /** A client of port 443, with a decoder of its own. */
    TcpSide() {
        this(new PacketDecoder("test/tcp"), 50000, 443, 1000);
    }

    TcpSide syn() {
        return segment(SYN, firstSequence, 0, new byte[0], 0);
    }

    TcpSide synAck() {
        return segment(SYN | ACK, firstSequence, 0, new byte[0], 0);
    }

    /** Acknowledges the other side's bytes before this sequence number. */
    TcpSide ack(int sequence) {
        return segment(ACK, firstSequence + 1, sequence, new byte[0], 0);
    }

    /** Sends data that begins {@code offset} bytes after the start of the stream. */
    TcpSide send(int offset, byte[] data) {
        return segment(ACK, firstSequence + 1 + offset, 0, data, data.length);
    }

    /** Sends a part of a stream. */
    TcpSide send(byte[] stream, int from, int to) {
        return send(from, Arrays.copyOfRange(stream, from, to));
    }

    /** Sends data of which only the first bytes are captured. */
    TcpSide sendCut(int offset, byte[] data, int captured) {
        return segment(ACK, firstSequence + 1 + offset, 0, data, captured);
    }

    private TcpSide segment(int flags, int sequence, int acknowledged, byte[] data, int captured) {
        byte[] tcp = FrameBuilder.tcp(srcPort, dstPort, flags, data);
        ByteBuffer.wrap(tcp).putInt(4, sequence).putInt(8, acknowledged);
        boolean fromClient = srcPort > dstPort;
        IpAddress src = fromClient ? FrameBuilder.SRC : FrameBuilder.DST;
        IpAddress dst = fromClient ? FrameBuilder.DST : FrameBuilder.SRC;
        byte[] packet = FrameBuilder.ipv4(src, dst, FrameBuilder.TCP, 0, tcp);
        byte[] frame = FrameBuilder.ethernet(FrameBuilder.IPV4, packet);
        decoder.decode(Decoding.ETHERNET, frame, 0, HEADERS + captured, frame.length, 0);
        if (decoder.packet().name() != null) {
            names.add(decoder.packet().name());
        }
        answers.addAll(decoder.packet().answers());
        return this;
    }

    /** The names of all packets so far, in order. */
    List<String> names() {
        return names;
    }

    /** The names that all packets so far gave to addresses. */
    List<AddressName> answers() {
        return answers;
    }

    /** The protocol of the last packet. */
    String protocol() {
        return decoder.packet().protocol();
    }
}
