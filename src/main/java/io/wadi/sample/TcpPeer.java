package io.wadi.sample;

/** One side of a TCP connection: the position in its stream, and its acknowledgement of the other's. */
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

    /** Advances its own stream. */
    void advance(int bytes) {
        sequence += bytes;
    }

    /** Acknowledges the other's stream up to this number; never goes back. */
    void acknowledge(int upTo) {
        if (upTo - acknowledged > 0) {
            acknowledged = upTo;
        }
    }

    /** Starts to acknowledge from the other's first number. */
    void meet(TcpPeer other) {
        acknowledged = other.sequence;
    }

    /** Writes a segment at the current position, or {@code back} bytes before it. */
    Octets write(FrameWriter frame, int flags, int back) {
        return frame.tcp(path, sequence - back, acknowledged, flags | FrameWriter.ACK, window, NO_OPTIONS);
    }

    /** Writes the first segment, with the options maximum segment size, window scale and selective acknowledgement. */
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
