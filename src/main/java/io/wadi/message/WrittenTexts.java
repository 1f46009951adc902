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
    @SuppressWarnings("unchecked")
    T get(byte[] bytes, int from, int to, long hash) {
        int slot = (int) (hash ^ hash >>> 32) & texts.length - 1;
        byte[] known = texts[slot];
        if (known != null && Arrays.equals(known, 0, known.length, bytes, from, to)) {
            return (T) values[slot];
        }
        T value = parse.apply(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        if (value != null) {
            texts[slot] = Arrays.copyOfRange(bytes, from, to);
            values[slot] = value;
        }
        return value;
    }
}
