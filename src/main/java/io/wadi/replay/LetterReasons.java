package io.wadi.replay;

import java.util.Map;
import java.util.TreeMap;

/**
 * Counts letters by reason. Reasons may contain a value of the message, so their number is unlimited: after a hundred
 * reasons all others are counted together.
 */
final class LetterReasons {

    /** The name for all reasons after the hundredth. */
    static final String OTHERS = "other reasons";

    private static final int MOST = 100;

    private final Map<String, Long> letters = new TreeMap<>();

    void count(String reason) {
        boolean full = letters.size() >= MOST && !letters.containsKey(reason);
        letters.merge(full ? OTHERS : reason, 1L, Long::sum);
    }

    /** Number of all letters. */
    long sum() {
        return letters.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Number of letters by reason. */
    Map<String, Long> byReason() {
        return letters;
    }
}
