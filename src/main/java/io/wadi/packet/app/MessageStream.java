package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * The next message in one direction of a TCP connection, from its first byte on; or a handshake message of DTLS, whose
 * positions are its fragments' offsets. Not thread-safe.
 */
final class MessageStream {

    /** Most bytes of a message. A ClientHello with the longest extensions has 64 KiB. */
    static final int MOST_BYTES = 1 << 16;

    private final long direction;
    private final int lead;
    private int start;
    private int seen;
    private boolean named;
    private StreamBytes bytes;
    private int charge;
    private long number;

    /**
     * Creates a stream without bytes.
     *
     * @param direction {@link ApplicationContext#direction}, or what else identifies the stream
     * @param start sequence number of the message's first byte
     */
    MessageStream(long direction, int start) {
        this(direction, start, 0);
    }

    /**
     * Creates a stream without bytes whose message follows others.
     *
     * @param before number of bytes before its first one that belong to other messages
     */
    MessageStream(long direction, int start, int before) {
        this.direction = direction;
        this.start = start;
        lead = before + MOST_BYTES;
    }

    /** Whether a segment at this offset cannot be of this stream, so the stream's connection has ended. */
    boolean isFar(int offset) {
        return offset > MOST_BYTES || offset < -lead;
    }

    long direction() {
        return direction;
    }

    /** Whether the stream has the same direction and start. */
    boolean isSame(MessageStream other) {
        return direction == other.direction && start == other.start;
    }

    /** The place in the stream of the byte with this sequence number; negative before its start. Numbers wrap. */
    int offset(int position) {
        return position - start;
    }

    /** Number of bytes that decoders have seen, all without gap. */
    int seen() {
        return seen;
    }

    /** Whether decoders have named the message. */
    boolean isNamed() {
        return named;
    }

    /** Whether bytes are kept, so the stream uses memory. */
    boolean isBegun() {
        return bytes != null;
    }

    /** Whether bytes are kept that come after missing ones. */
    boolean hasGap() {
        return bytes != null && bytes.hasGap();
    }

    /** Whether a byte of the segment differs from the one that is kept for its place. */
    boolean contradicts(int offset, Bytes payload) {
        return bytes != null && bytes.differs(offset, payload);
    }

    /** Adds bytes of a segment; false if they exceed the limit. */
    boolean add(int offset, Bytes payload) {
        if (bytes == null) {
            bytes = new StreamBytes(MOST_BYTES);
        }
        int before = Math.max(0, -offset);
        return bytes.add(offset + before, payload, before, payload.length() - before);
    }

    /** The bytes before the first gap. */
    Bytes complete() {
        return bytes.complete();
    }

    /** Starts the message at this byte, which decoders have seen with all complete bytes after it. */
    void restart(int from, boolean isNamed) {
        named = from == 0 && named || isNamed;
        if (from > 0) {
            bytes.remove(from);
            start += from;
        }
        seen = bytes.length();
    }

    /** Number of messages that had begun before this one. */
    long number() {
        return number;
    }

    void number(long begunBefore) {
        number = begunBefore;
    }

    /** Bytes of heap that are charged for the stream. */
    int charge() {
        return charge;
    }

    /** Updates the charge; returns the difference. */
    int recharge() {
        int before = charge;
        charge = bytes.heapBytes();
        return charge - before;
    }
}
