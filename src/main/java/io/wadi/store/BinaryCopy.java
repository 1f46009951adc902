package io.wadi.store;

import io.wadi.net.IpAddress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes rows in the binary format of PostgreSQL's {@code COPY} (PostgreSQL manual, COPY, "Binary Format"). Each field
 * has the format of its type's receive function. The bytes are in chunks: one array of all would grow by copying, and is so
 * large that the collector puts it among the old objects at once. Not thread-safe.
 */
final class BinaryCopy {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int NULL = -1;
    private static final int END = -1;
    private static final int INTERVAL_BYTES = 16;
    private static final int FLAGS_AND_EXTENSION = 8;

    /** PostgreSQL's times are microseconds since 2000-01-01. */
    private static final long EPOCH_MICROS = 946_684_800_000_000L;

    private static final byte FAMILY_V4 = 2;
    private static final byte FAMILY_V6 = 3;
    private static final int MOST_BYTES_PER_CHAR = 3;

    private static final int CHUNK_BYTES = 1 << 16;

    private final List<ByteBuffer> full = new ArrayList<>();
    private byte[] bytes = Arrays.copyOf(SIGNATURE, CHUNK_BYTES);
    private int length = SIGNATURE.length + FLAGS_AND_EXTENSION;

    /** Starts a row with this number of fields. */
    BinaryCopy row(int fields) {
        int at = room(Short.BYTES);
        SHORT.set(bytes, at, (short) fields);
        return this;
    }

    BinaryCopy bigint(long value) {
        int at = room(Integer.BYTES + Long.BYTES);
        INT.set(bytes, at, Long.BYTES);
        LONG.set(bytes, at + Integer.BYTES, value);
        return this;
    }

    /** Writes a {@code timestamptz}, given in microseconds since 1970. */
    BinaryCopy timestamp(long micros) {
        return bigint(micros - EPOCH_MICROS);
    }

    BinaryCopy integer(int value) {
        int at = room(2 * Integer.BYTES);
        INT.set(bytes, at, Integer.BYTES);
        INT.set(bytes, at + Integer.BYTES, value);
        return this;
    }

    /** Writes an integer, or null for the value {@code none}. */
    BinaryCopy integer(int value, int none) {
        return value == none ? none() : integer(value);
    }

    /** Writes a smallint, or null for the value {@code none}. */
    BinaryCopy smallint(int value, int none) {
        if (value == none) {
            return none();
        }
        int at = room(Integer.BYTES + Short.BYTES);
        INT.set(bytes, at, Short.BYTES);
        SHORT.set(bytes, at + Integer.BYTES, (short) value);
        return this;
    }

    /** Writes a {@code bigint} or null. */
    BinaryCopy bigint(Long value) {
        return value == null ? none() : bigint(value.longValue());
    }

    /** Writes a {@code bigint}, or null for the value {@code none}. */
    BinaryCopy bigint(long value, long none) {
        return value == none ? none() : bigint(value);
    }

    /** Writes an {@code interval} in microseconds, without days and months, or null for the value {@code none}. */
    BinaryCopy interval(long micros, long none) {
        if (micros == none) {
            return none();
        }
        int at = room(Integer.BYTES + INTERVAL_BYTES);
        INT.set(bytes, at, INTERVAL_BYTES);
        LONG.set(bytes, at + Integer.BYTES, micros);
        LONG.set(bytes, at + Integer.BYTES + Long.BYTES, 0L);
        return this;
    }

    /** Writes an {@code inet} without a prefix: family, bits, whether it is a cidr, number of bytes, bytes. */
    BinaryCopy inet(IpAddress address) {
        boolean v4 = address.version() == 4;
        int size = v4 ? Integer.BYTES : 2 * Long.BYTES;
        int at = room(2 * Integer.BYTES + size);
        INT.set(bytes, at, Integer.BYTES + size);
        at += Integer.BYTES;
        bytes[at++] = v4 ? FAMILY_V4 : FAMILY_V6;
        bytes[at++] = (byte) (size * Byte.SIZE);
        bytes[at++] = 0;
        bytes[at++] = (byte) size;
        if (v4) {
            INT.set(bytes, at, (int) address.low());
        } else {
            LONG.set(bytes, at, address.high());
            LONG.set(bytes, at + Long.BYTES, address.low());
        }
        return this;
    }

    /** Writes an {@code inet} without a prefix, or null. */
    BinaryCopy inetOrNull(IpAddress address) {
        return address == null ? none() : inet(address);
    }

    /** Writes a text or null. The text must not contain NUL, which PostgreSQL cannot store. */
    BinaryCopy text(String value) {
        if (value == null) {
            return none();
        }
        int chars = value.length();
        int at = room(Integer.BYTES + chars * MOST_BYTES_PER_CHAR);
        int end = at + Integer.BYTES;
        int i = 0;
        for (char c; i < chars && (c = value.charAt(i)) < 0x80; i++) {
            bytes[end++] = (byte) c;
        }
        if (i < chars) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(utf8, 0, bytes, at + Integer.BYTES, utf8.length);
            end = at + Integer.BYTES + utf8.length;
        }
        INT.set(bytes, at, end - at - Integer.BYTES);
        length = end;
        return this;
    }

    private BinaryCopy none() {
        int at = room(Integer.BYTES);
        INT.set(bytes, at, NULL);
        return this;
    }

    /** Ends the data. */
    BinaryCopy end() {
        int at = room(Short.BYTES);
        SHORT.set(bytes, at, (short) END);
        return this;
    }

    /** Position of {@code size} free bytes of a chunk. */
    private int room(int size) {
        if (length + size > bytes.length) {
            full.add(ByteBuffer.wrap(bytes, 0, length));
            bytes = new byte[Math.max(CHUNK_BYTES, size)];
            length = 0;
        }
        int at = length;
        length += size;
        return at;
    }

    /** Takes a part of the data, in order. */
    @FunctionalInterface
    interface Receiver {
        void take(byte[] array, int from, int length) throws SQLException;
    }

    /** Hands over all data. */
    void writeTo(Receiver receiver) throws SQLException {
        for (ByteBuffer chunk : full) {
            receiver.take(chunk.array(), 0, chunk.limit());
        }
        receiver.take(bytes, 0, length);
    }
}
