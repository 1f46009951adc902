package io.wadi.net;

import java.nio.charset.StandardCharsets;

/**
 * A window onto captured bytes with bounds-checked, big-endian access. Readers call {@link #has} first where the data
 * may end. A read outside the window throws {@link IndexOutOfBoundsException}, which a decoder counts as a truncated
 * packet, so no byte of a neighbouring packet is ever read. Positions are relative to the window. Reusable; not
 * thread-safe.
 */
public final class Bytes {

    private byte[] array = new byte[0];
    private int start;
    private int length;

    /** Sets this window to {@code length} bytes of {@code array} from {@code start}. */
    public Bytes set(byte[] array, int start, int length) {
        java.util.Objects.checkFromIndexSize(start, length, array.length);
        this.array = array;
        this.start = start;
        this.length = length;
        return this;
    }

    /** Sets this window to a part of another window. */
    public Bytes set(Bytes other, int from, int length) {
        java.util.Objects.checkFromIndexSize(from, length, other.length);
        return set(other.array, other.start + from, length);
    }

    /** Number of bytes in the window. */
    public int length() {
        return length;
    }

    /** Whether the window has {@code count} bytes from {@code at}. */
    public boolean has(int at, int count) {
        return at >= 0 && count >= 0 && at <= length - count;
    }

    private int index(int at, int count) {
        if (!has(at, count)) {
            throw new IndexOutOfBoundsException("bytes " + at + ".." + (at + count) + " of " + length);
        }
        return start + at;
    }

    /** Unsigned 8 bits. */
    public int u8(int at) {
        return array[index(at, 1)] & 0xff;
    }

    /** Unsigned 16 bits, big-endian. */
    public int u16(int at) {
        int i = index(at, 2);
        return (array[i] & 0xff) << 8 | array[i + 1] & 0xff;
    }

    /** Unsigned 24 bits, big-endian. */
    public int u24(int at) {
        return u8(at) << 16 | u16(at + 1);
    }

    /** 32 bits, big-endian, as a signed int. */
    public int i32(int at) {
        int i = index(at, 4);
        return (array[i] & 0xff) << 24 | (array[i + 1] & 0xff) << 16 | (array[i + 2] & 0xff) << 8 | array[i + 3] & 0xff;
    }

    /** Unsigned 32 bits, big-endian. */
    public long u32(int at) {
        return i32(at) & 0xffff_ffffL;
    }

    /** 64 bits, big-endian. */
    public long i64(int at) {
        return (long) i32(at) << 32 | u32(at + 4);
    }

    /** Unsigned 16 bits, little-endian. */
    public int u16le(int at) {
        return Short.toUnsignedInt(Short.reverseBytes((short) u16(at)));
    }

    /** 32 bits, little-endian, as a signed int. */
    public int i32le(int at) {
        return Integer.reverseBytes(i32(at));
    }

    /** 48 bits, big-endian: a MAC address. */
    public long u48(int at) {
        return (long) u16(at) << 32 | u32(at + 2);
    }

    /** Whether the window has this ASCII text at {@code at}. */
    public boolean startsWith(int at, String ascii) {
        if (!has(at, ascii.length())) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (array[start + at + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The bytes as ISO 8859-1 text, one character per byte. */
    public String text(int at, int count) {
        return new String(array, index(at, count), count, StandardCharsets.ISO_8859_1);
    }

    /** The position of the first such byte at or after {@code from}, or -1. */
    public int indexOf(int value, int from) {
        for (int i = Math.max(0, from); i < length; i++) {
            if ((array[start + i] & 0xff) == value) {
                return i;
            }
        }
        return -1;
    }

    /** A copy of {@code count} bytes from {@code at}. */
    public byte[] copy(int at, int count) {
        int from = index(at, count);
        return java.util.Arrays.copyOfRange(array, from, from + count);
    }

    /** Copies {@code count} bytes from {@code at} into an array. */
    public void copy(int at, byte[] target, int targetAt, int count) {
        System.arraycopy(array, index(at, count), target, targetAt, count);
    }
}
