package io.wadi.pcap;

import io.wadi.packet.QueueBudget;
import java.util.Arrays;

/**
 * Frames of one source, copied out of libpcap's buffer into one array. The capture thread fills it. The delivery thread
 * then reads it and gives it back for reuse. They never use it at the same time.
 */
final class FrameBatch {

    private static final int FIRST_BYTES = 256 * 1024;

    /** Largest size of a batch with more than one frame; limits its array to this size or to one frame. */
    private static final int MOST_BYTES = 8 * FIRST_BYTES;

    /** Size of a time stamp and three numbers. */
    private static final int BYTES_PER_FRAME = Long.BYTES + 3 * Integer.BYTES;

    /** Heap size of this object and the headers of its five arrays. */
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

    /** Whether the batch can be reused: it was not compacted, and no huge frame has enlarged its array. */
    boolean isReusable(int batchSize) {
        return capacity == batchSize && bytes.length >= FIRST_BYTES && bytes.length <= MOST_BYTES;
    }

    /** Whether less than a quarter of its arrays is used; above that, compacting costs more than it saves. */
    boolean isMostlyEmpty() {
        return heldBytes() > 4 * compactBytes();
    }

    /** The same frames in arrays of exactly the needed size. */
    FrameBatch compact() {
        return new FrameBatch(this);
    }

    /** Heap that the batch uses, in bytes. */
    long heldBytes() {
        return OWN_BYTES + bytes.length + (long) BYTES_PER_FRAME * capacity;
    }

    /** Heap that the frames use in the queue, in bytes. */
    long bytesToKeep() {
        return isMostlyEmpty() ? compactBytes() : heldBytes();
    }

    /** Heap of the result of {@link #compact()}, in bytes. */
    long compactBytes() {
        return OWN_BYTES + used + (long) BYTES_PER_FRAME * frames;
    }

    /** Whether a frame of this size belongs into the next batch, because this one has enough frames or bytes. */
    boolean isFullFor(int size) {
        return frames == capacity || frames > 0 && used + size > MOST_BYTES;
    }

    /** Adds a frame and returns the position for its bytes. */
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
