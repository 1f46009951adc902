package io.wadi.netflow;

import io.wadi.net.Bytes;
import java.util.Arrays;
import java.util.StringJoiner;

/**
 * A template, compiled for reading: what each part of a record means and how long it is (RFC 3954 section 5.2, RFC 7011
 * section 3.4). Parts that Wadi does not read are merged.
 */
final class Template {

    /** The length of a field whose length is in the record (RFC 7011 section 7). */
    static final int VARIABLE = -1;

    private static final int LONG_FORM = 255;
    private static final int HEAP_BYTES = 200;

    private final boolean options;
    private final int[] fields;
    private final int[] lengths;
    private final int leastLength;

    /**
     * Creates a template.
     *
     * @param options whether its records are options data
     * @param fields ordinals of {@link FlowField}, or {@link InformationElements#NONE}
     * @param lengths bytes of each, or {@link #VARIABLE}
     */
    Template(boolean options, int[] fields, int[] lengths) {
        this.options = options;
        this.fields = fields;
        this.lengths = lengths;
        int least = 0;
        for (int length : lengths) {
            least += length == VARIABLE ? 1 : length;
        }
        leastLength = least;
    }

    /** Whether its records are options data. */
    boolean isOptions() {
        return options;
    }

    /** Adds each field as {@code NAME:length}; a part that is not read has the name {@code -}. */
    void addFields(StringJoiner text) {
        for (int i = 0; i < fields.length; i++) {
            text.add((fields[i] == InformationElements.NONE ? "-" : FlowField.values()[fields[i]].name()) + ":"
                    + lengths[i]);
        }
    }

    boolean isSame(Template other) {
        return options == other.options && Arrays.equals(fields, other.fields) && Arrays.equals(lengths, other.lengths);
    }

    /** Bytes of the shortest record. */
    int leastLength() {
        return leastLength;
    }

    long heldBytes() {
        return HEAP_BYTES + (long) Integer.BYTES * (fields.length + lengths.length);
    }

    /**
     * Reads one record.
     *
     * @return the position after it, or -1 if it does not end before {@code end}
     */
    int read(Bytes bytes, int start, int end, FieldValues values) {
        int at = start;
        for (int i = 0; i < fields.length; i++) {
            int length = lengths[i];
            if (length == VARIABLE) {
                length = at < end ? bytes.u8(at) : end;
                at++;
                if (length == LONG_FORM) {
                    length = at + 2 <= end ? bytes.u16(at) : end;
                    at += 2;
                }
            }
            if (length > end - at) {
                return -1;
            }
            if (fields[i] != InformationElements.NONE) {
                values.set(fields[i], bytes, at, length);
            }
            at += length;
        }
        return at;
    }
}
