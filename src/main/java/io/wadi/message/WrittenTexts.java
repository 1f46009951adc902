package io.wadi.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Holds one object for each ASCII text that messages repeat, found by the bytes of the text: a hit creates no object.
 * Direct-mapped: new texts replace old ones in their slots, so the cache never grows. Not thread-safe.
 *
 * @param <T> what a text stands for
 */
final class WrittenTexts<T> {

    private final Function<String, T> parse;
    private final byte[][] texts;
    private final Object[] values;

    /**
     * Creates an empty cache.
     *
     * @param size most texts in the cache, a power of two
     * @param parse makes the object from the text; null for a text that is invalid, which is not kept
     */
    WrittenTexts(int size, Function<String, T> parse) {
        this.parse = parse;
        texts = new byte[size][];
        values = new Object[size];
    }

    /**
     * The object of the text in a part of an array; null if the text is invalid.
     *
     * @param hash any number that is the same for the same text
     */
    T get(byte[] bytes, int from, int to, long hash) {
        T known = find(bytes, from, to, hash);
        if (known != null) {
            return known;
        }
        T value = parse.apply(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        if (value != null) {
            keep(bytes, from, to, hash, value);
        }
        return value;
    }

    /** The object that was kept for the text; null if none is. */
    @SuppressWarnings("unchecked")
    T find(byte[] bytes, int from, int to, long hash) {
        int slot = slot(hash);
        byte[] known = texts[slot];
        return known != null && Arrays.equals(known, 0, known.length, bytes, from, to) ? (T) values[slot] : null;
    }

    /** Keeps the object of a text. */
    void keep(byte[] bytes, int from, int to, long hash, T value) {
        int slot = slot(hash);
        texts[slot] = Arrays.copyOfRange(bytes, from, to);
        values[slot] = value;
    }

    private int slot(long hash) {
        return (int) (hash ^ hash >>> 32) & texts.length - 1;
    }
}
