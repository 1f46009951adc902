package io.wadi.packet;

import static io.wadi.packet.FrameBuilder.join;
import static io.wadi.packet.FrameBuilder.u16;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A DTLS client: sends fragments of ClientHellos to a decoder, and collects the names of its packets. */
final class DtlsClient {

    private static final int SERVER_PORT = 4433;

    private final PacketDecoder decoder;
    private final int port;
    private final List<String> names = new ArrayList<>();

    DtlsClient(PacketDecoder decoder, int port) {
        this.decoder = decoder;
        this.port = port;
    }

    DtlsClient() {
        this(new PacketDecoder("test/dtls"), 50000);
    }

    /** A record of this epoch with the bytes from {@code from} to {@code to} of the handshake message (RFC 6347 section 4.2.2). */
    static byte[] record(int epoch, int number, byte[] message, int from, int to) {
        byte[] part = Arrays.copyOfRange(message, from, to);
        byte[] header = join("01", u24(message.length), u16(number), u24(from), u24(part.length));
        return join("16 fefd", u16(epoch), "000000000000", u16(header.length + part.length), header, part);
    }

    /** A record of the first flight. */
    static byte[] record(byte[] message, int from, int to) {
        return record(0, 0, message, from, to);
    }

    private static byte[] u24(int value) {
        return join(new byte[] {(byte) (value >> 16)}, u16(value & 0xffff));
    }

    /** Sends a datagram with these records. */
    DtlsClient send(byte[]... records) {
        byte[] datagram = join((Object[]) records);
        return sendCut(datagram, datagram.length);
    }

    /** Sends a datagram of which only the first bytes are captured. */
    DtlsClient sendCut(byte[] datagram, int captured) {
        byte[] udp = FrameBuilder.udp(port, SERVER_PORT, datagram);
        byte[] frame = FrameBuilder.ethernet(FrameBuilder.IPV4, FrameBuilder.ipv4(FrameBuilder.UDP, udp));
        int missing = datagram.length - captured;
        decoder.decode(Decoding.ETHERNET, frame, 0, frame.length - missing, frame.length, 0);
        if (decoder.packet().name() != null) {
            names.add(decoder.packet().name());
        }
        return this;
    }

    /** The names of all packets so far, in order. */
    List<String> names() {
        return names;
    }
}
