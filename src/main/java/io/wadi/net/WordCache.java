package io.wadi.net;

/**
 * Holds one String for each word that messages repeat: protocols, link layers, probes, conversations. Direct-mapped:
 * new words replace old ones in their slots, so the cache never grows. Not thread-safe.
 */
public final class WordCache {

    private final String[] slots;

    /**
     * Creates an empty cache.
     *
     * @param size most words in the cache, a power of two
     */
    public WordCache(int size) {
        slots = new String[size];
    }

    public String get(char[] chars, int from, int length) {
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = hash * 31 + chars[i];
        }
        int slot = (hash ^ hash >>> 16) & slots.length - 1;
        String known = slots[slot];
        if (known != null && same(known, chars, from, length)) {
            return known;
        }
        String word = TextCleaner.clean(new String(chars, from, length));
        slots[slot] = word;
        return word;
    }

    static boolean same(String known, char[] chars, int from, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != chars[from + i]) {
                return false;
            }
        }
        return true;
    }
}
