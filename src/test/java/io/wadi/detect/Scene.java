package io.wadi.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Frames;
import io.wadi.packet.Outcome;
import io.wadi.packet.Packet;
import io.wadi.packet.PacketDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Builds a synthetic capture, frame by frame, and decodes it. Its clock advances by a millisecond per frame. */
final class Scene {

    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int PSH = 8;
    static final int ACK = 16;

    private static final int ETHERNET = 1;
    private static final int BULK = 60_000;
    private static final byte[] NOTHING = {};

    private final PacketDecoder decoder = new PacketDecoder("test/scene");
    private final List<Packet> packets = new ArrayList<>();
    private Instant clock;

    Scene(Instant start) {
        clock = start;
    }

    Scene at(Instant time) {
        clock = time;
        return this;
    }

    Scene after(Duration pause) {
        clock = clock.plus(pause);
        return this;
    }

    List<Packet> packets() {
        return packets;
    }

    Scene tcp(String src, int srcPort, String dst, int dstPort, int flags, byte[] payload) {
        return add(Frames.tcp(src, srcPort, dst, dstPort, flags, payload));
    }

    Scene tcp(String src, int srcPort, String dst, int dstPort, int flags) {
        return tcp(src, srcPort, dst, dstPort, flags, NOTHING);
    }

    Scene udp(String src, int srcPort, String dst, int dstPort, byte[] payload) {
        return add(Frames.udp(src, srcPort, dst, dstPort, payload));
    }

    Scene icmp(String src, String dst, int type) {
        return add(Frames.icmp(src, dst, type));
    }

    /** A connection from handshake to FIN, in which these lines are said and acknowledged. */
    Scene session(String client, int clientPort, String server, int serverPort, List<Line> lines) {
        tcp(client, clientPort, server, serverPort, SYN);
        tcp(server, serverPort, client, clientPort, SYN | ACK);
        tcp(client, clientPort, server, serverPort, ACK);
        for (Line line : lines) {
            if (line.fromClient()) {
                tcp(client, clientPort, server, serverPort, PSH | ACK, line.bytes());
                tcp(server, serverPort, client, clientPort, ACK);
            } else {
                tcp(server, serverPort, client, clientPort, PSH | ACK, line.bytes());
                tcp(client, clientPort, server, serverPort, ACK);
            }
        }
        tcp(client, clientPort, server, serverPort, FIN | ACK);
        return tcp(server, serverPort, client, clientPort, FIN | ACK);
    }

    /** What one end of a connection says. */
    record Line(boolean fromClient, byte[] bytes) {

        static Line client(String text) {
            return new Line(true, text.getBytes(StandardCharsets.US_ASCII));
        }

        static Line server(String text) {
            return new Line(false, text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Bytes in one direction, in segments as large as offloading makes them. */
    Scene bulk(String src, int srcPort, String dst, int dstPort, long bytes) {
        for (long sent = 0; sent < bytes; sent += BULK) {
            tcp(src, srcPort, dst, dstPort, ACK, new byte[(int) Math.min(BULK, bytes - sent)]);
        }
        return this;
    }

    /** A DNS question for an address (RFC 1035 section 4), and its answer with no address in it. */
    Scene dns(String client, int clientPort, String server, String name) {
        udp(client, clientPort, server, 53, dnsMessage(0x0100, name));
        return udp(server, 53, client, clientPort, dnsMessage(0x8183, name));
    }

    private static byte[] dnsMessage(int flags, String name) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(new byte[] {0x12, 0x34, (byte) (flags >> 8), (byte) flags, 0, 1, 0, 0, 0, 0, 0, 0});
        for (String label : name.split("\\.")) {
            message.write(label.length());
            message.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        message.writeBytes(new byte[] {0, 0, 1, 0, 1});
        return message.toByteArray();
    }

    private Scene add(byte[] frame) {
        long nanos = clock.getEpochSecond() * 1_000_000_000L + clock.getNano();
        assertThat(decoder.decode(ETHERNET, frame, 0, frame.length, frame.length, nanos))
                .isEqualTo(Outcome.DECODED);
        packets.add(decoder.packet());
        clock = clock.plusMillis(1);
        return this;
    }
}
