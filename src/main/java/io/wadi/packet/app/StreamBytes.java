package io.wadi.packet.app;

import io.wadi.net.Bytes;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The bytes of a stream from some position on, which arrive in any order and repeatedly. Of different copies of a byte
 * the first one counts, as in most receivers. Not thread-safe.
 */
public final class StreamBytes {

    private static final int SMALLEST = 512;
    private static final int OBJECTS = 200;

    private final int most;
    private final BitSet received = new BitSet();
    private final Bytes window = new Bytes();
    private byte[] bytes = new byte[0];
    private int complete;

    /** Creates an empty stream of at most this many bytes. */
    public StreamBytes(int most) {
        this.most = most;
    }

    /** Adds bytes of the source from {@code from} on; returns false, and adds nothing, if they exceed the limit. */
    public boolean add(int at, Bytes source, int from, int count) {
        int end = at + count;
        if (end > most || end < at) {
            return false;
        }
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(SMALLEST, Integer.highestOneBit(end) * 2)));
        }
        for (int gap = received.nextClearBit(at); gap < end; gap = received.nextClearBit(gap)) {
            int next = received.nextSetBit(gap);
            int gapEnd = next < 0 ? end : Math.min(next, end);
            source.copy(from + gap - at, bytes, gap, gapEnd - gap);
            received.set(gap, gapEnd);
        }
        complete = received.nextClearBit(complete);
        return true;
    }

    /** Whether a byte of the source differs from one that was added for the same place. */
    public boolean differs(int at, Bytes source) {
        int end = Math.min(received.length(), at + source.length());
        for (int i = received.nextSetBit(at); i >= 0 && i < end; i = received.nextSetBit(i + 1)) {
            if ((bytes[i] & 0xff) != source.u8(i - at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing was added. */
    boolean isEmpty() {
        return bytes.length == 0;
    }

    /** Whether there are bytes after a gap. */
    boolean hasGap() {
        return received.length() > complete;
    }

    /** Number of bytes before the first gap. */
    public int length() {
        return complete;
    }

    /** The place after the last byte, also if there are gaps before it. */
    public int end() {
        return received.length();
    }

    /** The bytes before the first gap; valid until the next change. */
    public Bytes complete() {
        return window.set(bytes, 0, complete);
    }

    /** Removes bytes at the start, which are complete. */
    void remove(int count) {
        System.arraycopy(bytes, count, bytes, 0, bytes.length - count);
        int end = received.length();
        BitSet rest = received.get(count, Math.max(count, end));
        received.clear();
        received.or(rest);
        complete -= count;
    }

    /** Heap that the stream uses, in bytes; an upper estimate. */
    public int heapBytes() {
        return OBJECTS + bytes.length + received.size() / Byte.SIZE;
    }
}
