package io.wadi.packet.app;

import io.wadi.net.Bytes;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The start of a client's CRYPTO stream (RFC 9000 section 19.6), joined from frames of several packets in any order; at
 * most 16 KiB.
 */
final class QuicCrypto {

    private static final int LONGEST = 16384;
    private static final int HANDSHAKE_HEADER = 4;
    private static final int CLIENT_HELLO = 1;

    private final byte[] connectionId;
    private final BitSet received = new BitSet();
    private final Bytes window = new Bytes();
    private byte[] stream = new byte[2048];

    /** Creates a stream whose packets have keys derived from this connection id. */
    QuicCrypto(byte[] connectionId) {
        this.connectionId = connectionId;
    }

    byte[] connectionId() {
        return connectionId;
    }

    /** Adds the CRYPTO frames of a decrypted Initial packet, up to the first frame of an unknown type. */
    void addFrames(byte[] frames) {
        Bytes bytes = new Bytes().set(frames, 0, frames.length);
        int at = 0;
        while (at >= 0 && bytes.has(at, 1)) {
            at = switch (bytes.u8(at)) {
                case 0x00, 0x01 -> at + 1;
                case 0x02, 0x03 -> afterAck(bytes, at);
                case 0x06, 0x08 -> addCrypto(bytes, at + 1);
                default -> -1;
            };
        }
    }

    private static int afterAck(Bytes frames, int from) {
        int at = QuicNumber.skip(frames, QuicNumber.skip(frames, from + 1));
        long ranges = QuicNumber.read(frames, at);
        at = QuicNumber.skip(frames, QuicNumber.skip(frames, at));
        for (long i = 0; i < ranges * 2 && at >= 0; i++) {
            at = QuicNumber.skip(frames, at);
        }
        boolean withEcn = frames.u8(from) == 0x03;
        return withEcn ? QuicNumber.skip(frames, QuicNumber.skip(frames, QuicNumber.skip(frames, at))) : at;
    }

    private int addCrypto(Bytes frames, int from) {
        int lengthAt = QuicNumber.skip(frames, from);
        int dataAt = QuicNumber.skip(frames, lengthAt);
        if (dataAt < 0) {
            return -1;
        }
        long offset = QuicNumber.read(frames, from);
        long length = QuicNumber.read(frames, lengthAt);
        if (offset + length > LONGEST || !frames.has(dataAt, (int) length)) {
            return -1;
        }
        store((int) offset, frames.copy(dataAt, (int) length));
        return dataAt + (int) length;
    }

    private void store(int offset, byte[] data) {
        if (offset + data.length > stream.length) {
            stream = Arrays.copyOf(stream, LONGEST);
        }
        System.arraycopy(data, 0, stream, offset, data.length);
        received.set(offset, offset + data.length);
    }

    /** The position of the server name in {@link #bytes()}; see {@link ClientHello#serverName}. */
    int serverName() {
        Bytes hello = bytes();
        if (!hello.has(0, HANDSHAKE_HEADER)) {
            return ClientHello.CUT_SHORT;
        }
        return hello.u8(0) == CLIENT_HELLO
                ? ClientHello.serverName(hello, HANDSHAKE_HEADER, false)
                : ClientHello.ABSENT;
    }

    /** The stream up to its first gap. */
    Bytes bytes() {
        return window.set(stream, 0, received.nextClearBit(0));
    }
}
