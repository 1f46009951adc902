package io.wadi.message;

/** Eight bytes of a text at a time, the first one in the lowest byte of a number. */
final class EightBytes {

    /** 1 in each byte: times a byte, it has that byte eight times. */
    static final long ONES = 0x0101_0101_0101_0101L;

    /** The highest bit of each byte. */
    static final long HIGHS = 0x8080_8080_8080_8080L;

    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private EightBytes() {}

    /** The eight bytes from a position; 0 beyond the end of the array. */
    static long at(byte[] bytes, int from) {
        if (from <= bytes.length - Long.BYTES) {
            return (long) FieldPattern.LONGS.get(bytes, from);
        }
        long word = 0;
        for (int i = bytes.length - 1; i >= from; i--) {
            word = word << Byte.SIZE | bytes[i] & 0xff;
        }
        return word;
    }

    /** The hash of a text that goes on with these bytes. */
    static long mix(long hash, long word) {
        long mixed = (hash ^ word) * MULTIPLIER;
        return mixed ^ mixed >>> 29;
    }

    /**
     * Marks the bytes that end a plain text: quotes, backslashes, control characters, DEL, all beyond ASCII. The lowest
     * mark is exact; a borrow of the subtraction can only falsify higher ones.
     */
    static long special(long word) {
        long quotes = word ^ ONES * '"';
        long backslashes = word ^ ONES * '\\';
        long deletes = word ^ ONES * 0x7f;
        long marks = quotes - ONES & ~quotes
                | backslashes - ONES & ~backslashes
                | deletes - ONES & ~deletes
                | word - ONES * ' ' & ~word
                | word;
        return marks & HIGHS;
    }
}
