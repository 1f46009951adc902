package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * The start of a client's CRYPTO stream (RFC 9000 section 19.6), joined from frames of several packets in any order; at
 * most 16 KiB.
 */
final class QuicCrypto {

    private static final int LONGEST = 16384;
    private static final int HANDSHAKE_HEADER = 4;
    private static final int CLIENT_HELLO = 1;

    private final byte[] connectionId;
    private final int nextHello;
    private int start;
    private final StreamBytes stream = new StreamBytes(LONGEST);

    /**
     * Creates a stream.
     *
     * @param connectionId the keys of its packets are derived from it
     * @param nextHello where a further ClientHello begins, after those that were read; 0 if there were none
     */
    QuicCrypto(byte[] connectionId, int nextHello) {
        this.connectionId = connectionId;
        this.nextHello = nextHello;
    }

    byte[] connectionId() {
        return connectionId;
    }

    /** The position after this ClientHello, where a further one begins if the server rejects this one. */
    int afterHello() {
        Bytes hello = bytes();
        boolean tls = hello.has(0, HANDSHAKE_HEADER) && hello.u8(0) == CLIENT_HELLO;
        return start + (tls ? HANDSHAKE_HEADER + hello.u24(1) : hello.length());
    }

    /** Whether no CRYPTO frame was added. */
    boolean isEmpty() {
        return stream.isEmpty();
    }

    /** Adds the CRYPTO frames of a decrypted Initial packet, up to the first frame of an unknown type. */
    void addFrames(byte[] frames) {
        Bytes bytes = new Bytes().set(frames, 0, frames.length);
        int at = 0;
        while (at >= 0 && bytes.has(at, 1)) {
            at = switch (bytes.u8(at)) {
                case 0x00 -> afterPadding(bytes, at);
                case 0x01 -> at + 1;
                case 0x02, 0x03 -> afterAck(bytes, at);
                case 0x06, 0x08 -> addCrypto(bytes, at + 1);
                default -> -1;
            };
        }
    }

    /** A client fills its packets with padding, up to a thousand bytes. */
    private static int afterPadding(Bytes frames, int from) {
        int at = from + 1;
        while (frames.has(at, 1) && frames.u8(at) == 0) {
            at++;
        }
        return at;
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
        if (stream.isEmpty() && offset == nextHello) {
            start = nextHello;
        }
        if (offset >= start) {
            stream.add((int) offset - start, frames, dataAt, (int) length);
        }
        return dataAt + (int) length;
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
        return stream.complete();
    }
}
