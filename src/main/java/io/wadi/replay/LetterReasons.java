package io.wadi.replay;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many letters each reason has. Reasons may hold a value of the message, so that each is another one: beyond a hundred
 * they are counted together.
 */
final class LetterReasons {

    /** What stands for all reasons beyond the hundredth. */
    static final String OTHERS = "other reasons";

    private static final int MOST = 100;

    private final Map<String, Long> letters = new TreeMap<>();

    void count(String reason) {
        boolean full = letters.size() >= MOST && !letters.containsKey(reason);
        letters.merge(full ? OTHERS : reason, 1L, Long::sum);
    }

    /** All letters. */
    long sum() {
        return letters.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Letters by reason. */
    Map<String, Long> byReason() {
        return letters;
    }
}
