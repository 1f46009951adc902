package io.wadi.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Writes a capture file in the pcap savefile format (draft-ietf-opsawg-pcap), little-endian, with nanosecond
 * timestamps. Frames are complete, so captured and wire length are equal. Not thread-safe; the caller closes the
 * stream.
 */
final class PcapWriter {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MAGIC_NANOSECONDS = 0xa1b23c4d;
    private static final int VERSION_2_4 = 4 << 16 | 2;
    private static final int SNAPLEN = 262_144;
    private static final int LINKTYPE_ETHERNET = 1;
    private static final int RECORD_HEADER = 16;
    private static final long NANOS = 1_000_000_000L;

    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 17];
    private int filled;
    private long bytes;

    /** Writes the file header. */
    PcapWriter(OutputStream out) {
        this.out = out;
        u32(MAGIC_NANOSECONDS);
        u32(VERSION_2_4);
        u32(0);
        u32(0);
        u32(SNAPLEN);
        u32(LINKTYPE_ETHERNET);
    }

    /**
     * Appends one frame.
     *
     * @param timestampNanos nanoseconds since the epoch; the format has seconds up to the year 2106
     */
    void write(long timestampNanos, Octets frame) throws IOException {
        int length = frame.length();
        if (buffer.length - filled < RECORD_HEADER + length) {
            drain();
        }
        u32((int) (timestampNanos / NANOS));
        u32((int) (timestampNanos % NANOS));
        u32(length);
        u32(length);
        System.arraycopy(frame.array(), 0, buffer, filled, length);
        filled += length;
    }

    /** Writes all buffered data to the stream and flushes it. */
    void flush() throws IOException {
        drain();
        out.flush();
    }

    /** Size of the file so far in bytes. */
    long bytes() {
        return bytes + filled;
    }

    private void drain() throws IOException {
        out.write(buffer, 0, filled);
        bytes += filled;
        filled = 0;
    }

    private void u32(int value) {
        INT.set(buffer, filled, value);
        filled += Integer.BYTES;
    }
}
