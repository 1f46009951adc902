package io.wadi.packet;

/**
 * One String for each of the few words that messages repeat: protocols, link layers, probes. Direct-mapped, so that a
 * stranger's many words push each other out and nothing grows. Not thread-safe.
 */
final class WordCache {

    private static final int SLOTS = 1024;

    private final String[] slots = new String[SLOTS];

    String get(char[] chars, int from, int length) {
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = hash * 31 + chars[i];
        }
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        String known = slots[slot];
        if (known != null && same(known, chars, from, length)) {
            return known;
        }
        String word = new String(chars, from, length).replace('\0', '?');
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
