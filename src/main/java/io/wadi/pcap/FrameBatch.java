package io.wadi.pcap;

import java.util.Arrays;

/**
 * Frames of one source, copied out of libpcap's buffer into one array. Filled by the capture thread, then read by the
 * delivery thread and given back to be filled again; never used by both at once.
 */
final class FrameBatch {

    private static final int FIRST_BYTES = 256 * 1024;

    /** Beyond this a batch takes no second frame, so that its array never gets longer than this or than one frame. */
    private static final int MOST_BYTES = 8 * FIRST_BYTES;

    /** A time stamp and three numbers. */
    private static final int BYTES_PER_FRAME = Long.BYTES + 3 * Integer.BYTES;

    /** This object and the headers of its five arrays. */
    private static final int OWN_BYTES = 160;

    final int capacity;
    final long[] timestampNanos;
    final int[] offset;
    final int[] captured;
    final int[] length;
    byte[] bytes;
    int frames;
    int used;
    PcapSource source;
    int linkType;
    QueueBudget.Charge charge;

    FrameBatch(int capacity) {
        this.capacity = capacity;
        timestampNanos = new long[capacity];
        offset = new int[capacity];
        captured = new int[capacity];
        length = new int[capacity];
        bytes = new byte[capacity == 0 ? 0 : FIRST_BYTES];
    }

    private FrameBatch(FrameBatch from) {
        capacity = from.frames;
        timestampNanos = Arrays.copyOf(from.timestampNanos, capacity);
        offset = Arrays.copyOf(from.offset, capacity);
        captured = Arrays.copyOf(from.captured, capacity);
        length = Arrays.copyOf(from.length, capacity);
        bytes = Arrays.copyOf(from.bytes, from.used);
        frames = capacity;
        used = from.used;
        source = from.source;
        linkType = from.linkType;
    }

    void clear(PcapSource newSource, int newLinkType) {
        frames = 0;
        used = 0;
        source = newSource;
        linkType = newLinkType;
        charge = null;
    }

    /** Whether it can be filled again: whole, and with no array that a giant frame needed. */
    boolean isReusable(int batchSize) {
        return capacity == batchSize && bytes.length >= FIRST_BYTES && bytes.length <= MOST_BYTES;
    }

    /** Whether less than a quarter of its arrays is used: for more, the copy costs more than it saves. */
    boolean isMostlyEmpty() {
        return heldBytes() > 4 * compactBytes();
    }

    /** The same frames in arrays that they fill. */
    FrameBatch compact() {
        return new FrameBatch(this);
    }

    /** Bytes of heap that it takes. */
    long heldBytes() {
        return OWN_BYTES + bytes.length + (long) BYTES_PER_FRAME * capacity;
    }

    /** Bytes of heap that its frames take on their way. */
    long bytesToKeep() {
        return isMostlyEmpty() ? compactBytes() : heldBytes();
    }

    /** Bytes of heap that {@link #compact()} takes. */
    long compactBytes() {
        return OWN_BYTES + used + (long) BYTES_PER_FRAME * frames;
    }

    /** Whether another frame of this size should go into the next batch: full, or big enough in bytes. */
    boolean isFullFor(int size) {
        return frames == capacity || frames > 0 && used + size > MOST_BYTES;
    }

    /** Makes room for a frame and returns where its bytes go. */
    int add(long nanos, int capturedBytes, int wireBytes) {
        int at = used;
        if (at + capturedBytes > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + capturedBytes));
        }
        timestampNanos[frames] = nanos;
        offset[frames] = at;
        captured[frames] = capturedBytes;
        length[frames] = wireBytes;
        used += capturedBytes;
        frames++;
        return at;
    }
}
