package io.wadi.filter;

import java.util.Locale;

/**
 * A pattern of texts: {@code *} is any text, {@code ?} is one character, and letters match those of either case.
 *
 * @param typed the pattern as the user typed it
 */
record Wildcards(String typed) {

    /** The same for {@code ilike}, where {@code %} and {@code _} have these meanings. */
    String sql() {
        return typed.replaceAll("([\\\\%_])", "\\\\$1").replace('*', '%').replace('?', '_');
    }

    /** Whether a text matches as a whole. After a mismatch it only returns to the last {@code *}, which is enough. */
    boolean match(String text) {
        int[] pattern = lower(typed);
        int[] letters = lower(text);
        int at = 0;
        int star = -1;
        int resume = 0;
        for (int i = 0; i < letters.length; ) {
            if (at < pattern.length && pattern[at] == '*') {
                star = at++;
                resume = i;
            } else if (at < pattern.length && (pattern[at] == '?' || pattern[at] == letters[i])) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        while (at < pattern.length && pattern[at] == '*') {
            at++;
        }
        return at == pattern.length;
    }

    private static int[] lower(String text) {
        return text.toLowerCase(Locale.ROOT).codePoints().toArray();
    }
}
