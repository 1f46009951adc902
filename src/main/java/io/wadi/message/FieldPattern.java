package io.wadi.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a field's name with what stands before and after it, compared and written in one or two steps of eight
 * bytes.
 *
 * @param length length of the text in bytes, at most 16
 * @param head the first eight bytes, little-endian; 0 beyond the end of the text
 * @param mask the bits of {@code head} that the text has
 * @param tail the last eight bytes; not used for texts of at most eight bytes
 */
record FieldPattern(int length, long head, long mask, long tail) {

    /** Reads eight bytes of an array as a little-endian number. */
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static final FieldPattern TRUE = of("true");
    static final FieldPattern FALSE = of("false");

    private static final int MOST_BYTES = 2 * Long.BYTES;

    /**
     * The pattern of an ASCII text.
     *
     * @throws IllegalArgumentException if the text is empty or longer than 16 bytes
     */
    static FieldPattern of(String text) {
        if (text.isEmpty() || text.length() > MOST_BYTES) {
            throw new IllegalArgumentException("a pattern has 1 to " + MOST_BYTES + " bytes: " + text);
        }
        byte[] bytes = new byte[MOST_BYTES];
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, bytes, 0, ascii.length);
        int missing = Math.max(0, Long.BYTES - ascii.length);
        long tail = (long) LONGS.get(bytes, Math.max(0, ascii.length - Long.BYTES));
        return new FieldPattern(ascii.length, (long) LONGS.get(bytes, 0), -1L >>> Byte.SIZE * missing, tail);
    }

    /** Whether the text is at this position. False as well if fewer than eight bytes follow: no message ends there. */
    boolean isAt(byte[] bytes, int at) {
        return at <= bytes.length - Math.max(length, Long.BYTES)
                && ((long) LONGS.get(bytes, at) & mask) == head
                && (length <= Long.BYTES || (long) LONGS.get(bytes, at + length - Long.BYTES) == tail);
    }

    /**
     * Writes the text from a position on.
     *
     * @param bytes has room for the text, and for eight bytes at least
     * @return the position after the text
     */
    int write(byte[] bytes, int at) {
        LONGS.set(bytes, at, head);
        if (length > Long.BYTES) {
            LONGS.set(bytes, at + length - Long.BYTES, tail);
        }
        return at + length;
    }
}
