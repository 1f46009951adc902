package io.wadi.sample;

import java.util.function.Consumer;

/** Frames that no decoder can read completely, one kind after the other. Not thread-safe. */
final class MalformedFrames {

    private static final int ETHERNET_HEADER = 14;
    private static final int IPV4_HEADER = 20;
    private static final int WORDS_BELOW_SHORTEST = 0x43;
    private static final int VERSION_7 = 0x75;

    private final Direction path;
    private final Direction path6;
    private int kind;

    /** Creates frames that seem to belong to these conversations over IPv4 and IPv6. */
    MalformedFrames(Direction path, Direction path6) {
        this.path = path;
        this.path6 = path6;
    }

    /** A frame of the next kind. */
    Conversation next() {
        kind++;
        return new Script()
                .add(
                        switch (kind % 7) {
                            case 0 -> cut(path, ETHERNET_HEADER + 12);
                            case 1 -> firstByte(VERSION_7);
                            case 2 -> firstByte(WORDS_BELOW_SHORTEST);
                            case 3 -> cut(path, 10);
                            case 4 -> cut(path, ETHERNET_HEADER + IPV4_HEADER + 11);
                            case 5 -> cut(path6, ETHERNET_HEADER + 30);
                            default -> cut(path, ETHERNET_HEADER);
                        });
    }

    /** A TCP segment that is shorter than its headers state. */
    private static Consumer<FrameWriter> cut(Direction path, int length) {
        return frame -> {
            byte[] whole = segment(frame, path);
            frame.verbatim().bytes(whole, 0, length);
        };
    }

    /** A TCP segment with this value in place of IP version and header length. */
    private Consumer<FrameWriter> firstByte(int value) {
        return frame -> {
            byte[] whole = segment(frame, path);
            whole[ETHERNET_HEADER] = (byte) value;
            frame.verbatim().bytes(whole);
        };
    }

    private static byte[] segment(FrameWriter frame, Direction path) {
        frame.tcp(path, 1, 1, FrameWriter.ACK, 512, new byte[0]);
        frame.finish();
        return frame.octets().toBytes();
    }
}
