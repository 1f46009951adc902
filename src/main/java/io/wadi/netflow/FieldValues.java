package io.wadi.netflow;

import io.wadi.net.Bytes;
import io.wadi.net.IpAddress;
import java.nio.charset.StandardCharsets;

/**
 * The values of one record by {@link FlowField}. Reusable; not thread-safe. If a record has a field twice, the first
 * one counts, which is the outermost one (RFC 7011 section 8).
 */
final class FieldValues {

    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;
    private static final int MOST_TEXT_BYTES = 64;
    private static final FlowField[] FIELDS = FlowField.values();

    private final long[] values = new long[FlowField.COUNT];
    private final String[] texts = new String[FlowField.COUNT];
    private final IpAddress[] v6 = new IpAddress[FlowField.COUNT];
    private long present;

    void reset() {
        present = 0;
    }

    boolean has(FlowField field) {
        return (present >>> field.ordinal() & 1) != 0;
    }

    /** The value as an unsigned number, or {@code otherwise} if the record does not have it. */
    long get(FlowField field, long otherwise) {
        return has(field) ? values[field.ordinal()] : otherwise;
    }

    /** The address in the field for IPv4 or IPv6, or null. */
    IpAddress address(FlowField field) {
        if (!has(field)) {
            return null;
        }
        return field.isV6() ? v6[field.ordinal()] : IpAddress.v4((int) values[field.ordinal()]);
    }

    /** The text in the field without what surrounds it, or null if it is absent or empty. */
    String text(FlowField field) {
        return has(field) ? texts[field.ordinal()] : null;
    }

    void set(FlowField field, long value) {
        set(field.ordinal(), value);
    }

    private void set(int field, long value) {
        if ((present >>> field & 1) == 0) {
            values[field] = value;
            present |= 1L << field;
        }
    }

    /**
     * Sets a field from bytes. Unsigned numbers may have fewer bytes than their type (RFC 7011 section 6.2). A value of
     * an impossible length is absent.
     */
    void set(int field, Bytes bytes, int at, int length) {
        FlowField target = FIELDS[field];
        if (target.isText()) {
            setText(field, bytes, at, length);
        } else if (target.isV6()) {
            if (length == V6_BYTES && !has(target)) {
                v6[field] = IpAddress.v6(bytes.i64(at), bytes.i64(at + Long.BYTES));
                set(field, 0);
            }
        } else if (target.isV4() ? length == V4_BYTES : length >= 1 && length <= Long.BYTES) {
            set(field, unsigned(bytes, at, length));
        }
    }

    /** UTF-8, cut at the first NUL, with which NetFlow v9 fills up. */
    private void setText(int field, Bytes bytes, int at, int length) {
        int end = 0;
        while (end < Math.min(length, MOST_TEXT_BYTES) && bytes.u8(at + end) != 0) {
            end++;
        }
        String text = new String(bytes.copy(at, end), StandardCharsets.UTF_8).strip();
        if (!text.isEmpty() && !has(FIELDS[field])) {
            texts[field] = text;
            set(field, 0);
        }
    }

    private static long unsigned(Bytes bytes, int at, int length) {
        return switch (length) {
            case 1 -> bytes.u8(at);
            case 2 -> bytes.u16(at);
            case 4 -> bytes.u32(at);
            case 8 -> bytes.i64(at);
            default -> {
                long value = 0;
                for (int i = 0; i < length; i++) {
                    value = value << Byte.SIZE | bytes.u8(at + i);
                }
                yield value;
            }
        };
    }
}
