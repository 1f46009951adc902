package io.wadi.sample;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** A buffer of big-endian bytes with lengths that are set afterwards. Grows as needed; not thread-safe. */
final class Octets {

    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private byte[] array;
    private int length;

    Octets(int capacity) {
        array = new byte[capacity];
    }

    Octets() {
        this(64);
    }

    private static VarHandle view(Class<?> type) {
        return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.BIG_ENDIAN);
    }

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    /** The array of this buffer. Only the first {@link #length()} bytes are valid, and only until the next write. */
    byte[] array() {
        return array;
    }

    byte[] toBytes() {
        return Arrays.copyOf(array, length);
    }

    /** Makes room for {@code count} more bytes and returns their position. */
    private int grow(int count) {
        int at = length;
        length += count;
        if (length > array.length) {
            array = Arrays.copyOf(array, Math.max(length, 2 * array.length));
        }
        return at;
    }

    Octets u8(int value) {
        int at = grow(1);
        array[at] = (byte) value;
        return this;
    }

    Octets u16(int value) {
        int at = grow(2);
        SHORT.set(array, at, (short) value);
        return this;
    }

    Octets u24(int value) {
        return u8(value >>> 16).u16(value);
    }

    Octets u32(int value) {
        int at = grow(4);
        INT.set(array, at, value);
        return this;
    }

    Octets u48(long value) {
        return u16((int) (value >>> 32)).u32((int) value);
    }

    Octets u64(long value) {
        int at = grow(8);
        LONG.set(array, at, value);
        return this;
    }

    Octets zeros(int count) {
        int at = grow(count);
        Arrays.fill(array, at, length, (byte) 0);
        return this;
    }

    Octets bytes(byte[] source) {
        return bytes(source, 0, source.length);
    }

    Octets bytes(byte[] source, int from, int count) {
        int at = grow(count);
        System.arraycopy(source, from, array, at, count);
        return this;
    }

    Octets ascii(String text) {
        return bytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes what {@code body} writes, preceded by its length in {@code width} (1–4) bytes. */
    Octets sized(int width, Consumer<Octets> body) {
        int at = length;
        zeros(width);
        body.accept(this);
        int size = length - at - width;
        for (int i = width - 1; i >= 0; i--, size >>>= 8) {
            array[at + i] = (byte) size;
        }
        return this;
    }

    /** Overwrites 16 bits. */
    void patch16(int at, int value) {
        SHORT.set(array, at, (short) value);
    }

    /** Truncates to this length. */
    void truncate(int newLength) {
        length = Math.min(length, newLength);
    }
}
