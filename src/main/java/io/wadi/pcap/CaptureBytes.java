package io.wadi.pcap;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The content of a capture, read in large parts into one array, in which frames are found without a copy. It reads no
 * more than it is asked for and what the source gives at once, so that a pipe's frames are not held up. Its array is as
 * large as the largest request, which callers limit. Not thread-safe.
 */
final class CaptureBytes implements AutoCloseable {

    private static final int PART = 1 << 18;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final InputStream in;
    private byte[] buffer = new byte[PART];
    private int at;
    private int end;
    private boolean ended;
    private boolean bigEndian;
    private String problem;

    CaptureBytes(InputStream in) {
        this.in = in;
    }

    /** Sets the byte order of the following numbers. */
    void order(boolean isBigEndian) {
        bigEndian = isBigEndian;
    }

    /** Whether this many bytes follow; reads them. */
    boolean has(int count) {
        while (end - at < count && !ended) {
            fill(count);
        }
        return end - at >= count;
    }

    private void fill(int count) {
        if (at == end) {
            at = 0;
            end = 0;
        }
        if (at + count > buffer.length) {
            byte[] target = count > buffer.length ? new byte[count] : buffer;
            System.arraycopy(buffer, at, target, 0, end - at);
            buffer = target;
            end -= at;
            at = 0;
        }
        read();
    }

    /** The bytes before a failure are used first; {@link #problem()} tells it afterwards. */
    private void read() {
        try {
            int read = in.read(buffer, end, buffer.length - end);
            ended = read < 0;
            end += Math.max(0, read);
        } catch (EOFException e) {
            ended = true;
            problem = "its compressed data is truncated";
        } catch (IOException | RuntimeException e) {
            ended = true;
            problem = "it cannot be read further: " + e.getMessage();
        }
    }

    /** Bytes that were read and not consumed. */
    int available() {
        return end - at;
    }

    /** Why the end is not that of the capture; null if it is. */
    String problem() {
        return problem;
    }

    /** A signed number of four bytes from this offset. */
    int i32(int offset) {
        int value = (int) INTS.get(buffer, at + offset);
        return bigEndian ? Integer.reverseBytes(value) : value;
    }

    /** An unsigned number of four bytes. */
    long u32(int offset) {
        return i32(offset) & 0xffff_ffffL;
    }

    /** An unsigned number of two bytes. */
    int u16(int offset) {
        int low = buffer[at + offset] & 0xff;
        int high = buffer[at + offset + 1] & 0xff;
        return bigEndian ? low << 8 | high : high << 8 | low;
    }

    /** A number of eight bytes. */
    long i64(int offset) {
        return bigEndian ? u32(offset) << 32 | u32(offset + 4) : u32(offset + 4) << 32 | u32(offset);
    }

    int u8(int offset) {
        return buffer[at + offset] & 0xff;
    }

    /** A copy of bytes from this offset. */
    byte[] copy(int offset, int count) {
        return Arrays.copyOfRange(buffer, at + offset, at + offset + count);
    }

    /** Copies bytes that were read. */
    void copyTo(int offset, byte[] target, int targetAt, int count) {
        System.arraycopy(buffer, at + offset, target, targetAt, count);
    }

    /** Moves past bytes that were read. */
    void consume(int count) {
        at += count;
    }

    /** Moves past bytes, reading them if necessary; false if there are fewer. */
    boolean skip(long count) {
        long left = count;
        while (left > available()) {
            left -= available();
            at = end;
            if (!has(1)) {
                return false;
            }
        }
        at += (int) left;
        return true;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // Nothing is written, so nothing is lost.
        }
    }
}
