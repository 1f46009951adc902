package io.wadi.net;

/**
 * One String for each of the words that messages repeat: protocols, link layers, probes, conversations. Direct-mapped, so that a
 * stranger's many words push each other out and nothing grows. Not thread-safe.
 */
public final class WordCache {

    private final String[] slots;

    /**
     * An empty cache.
     *
     * @param size how many words it holds at most, a power of two
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
