package io.wadi.pcap;

import java.util.Arrays;

/**
 * Frames of one source, copied out of libpcap's buffer into one array. Filled by the capture thread, then read by the
 * delivery thread and given back to be filled again; never used by both at once.
 */
final class FrameBatch {

    private static final int FIRST_BYTES = 256 * 1024;

    final int capacity;
    final long[] timestampNanos;
    final int[] offset;
    final int[] captured;
    final int[] length;
    byte[] bytes = new byte[FIRST_BYTES];
    int frames;
    int used;
    PcapSource source;
    int linkType;

    FrameBatch(int capacity) {
        this.capacity = capacity;
        timestampNanos = new long[capacity];
        offset = new int[capacity];
        captured = new int[capacity];
        length = new int[capacity];
    }

    void clear(PcapSource newSource, int newLinkType) {
        frames = 0;
        used = 0;
        source = newSource;
        linkType = newLinkType;
        if (bytes.length > 16 * FIRST_BYTES) {
            bytes = new byte[FIRST_BYTES];
        }
    }

    /** Whether another frame of this size should go into the next batch: full, or big enough in bytes. */
    boolean isFullFor(int size) {
        return frames == capacity || frames > 0 && used + size > 8 * FIRST_BYTES;
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
