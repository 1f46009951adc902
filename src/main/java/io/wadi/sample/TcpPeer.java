package io.wadi.sample;

/** One side of a TCP connection: where it is in its stream, and what it has acknowledged of the other's. */
final class TcpPeer {

    private static final byte[] NO_OPTIONS = {};

    private final Direction path;
    private final int window;
    private int sequence;
    private int acknowledged;

    TcpPeer(Direction path, Dice dice) {
        this.path = path;
        window = dice.between(400, 2000);
        sequence = (int) dice.bits();
    }

    int sequence() {
        return sequence;
    }

    /** Goes on in its own stream. */
    void advance(int bytes) {
        sequence += bytes;
    }

    /** Acknowledges the other's stream up to there, never less than before. */
    void acknowledge(int upTo) {
        if (upTo - acknowledged > 0) {
            acknowledged = upTo;
        }
    }

    /** Begins to acknowledge, from the other's first number on. */
    void meet(TcpPeer other) {
        acknowledged = other.sequence;
    }

    /** Writes a segment from where the stream is, or {@code back} bytes before. */
    Octets write(FrameWriter frame, int flags, int back) {
        return frame.tcp(path, sequence - back, acknowledged, flags | FrameWriter.ACK, window, NO_OPTIONS);
    }

    /** Writes the first segment: its options say maximum segment size, window scale and selective acknowledgement. */
    void writeFirst(FrameWriter frame, int flags, int maximumSegment) {
        byte[] options = new Octets(12)
                .u16(0x0204)
                .u16(maximumSegment)
                .u32(0x0103_0308)
                .u32(0x0101_0402)
                .toBytes();
        frame.tcp(path, sequence, acknowledged, flags, 64_240, options);
        sequence++;
    }
}
