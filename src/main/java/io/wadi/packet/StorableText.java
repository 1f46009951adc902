package io.wadi.packet;

/**
 * Texts that are the same in Java and in PostgreSQL. NUL cannot be stored there; a lone surrogate has no UTF-8 form and
 * becomes a question mark on the way, so that texts which differ in Java would be one key in a table.
 */
final class StorableText {

    private static final char REPLACEMENT = '?';

    private StorableText() {}

    /** The text, with {@code ?} in place of each NUL and each surrogate without its other half. */
    static String of(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return cleaned(text);
            }
        }
        return text;
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || c <= Character.MAX_VALUE && Character.isSurrogate((char) c) ? REPLACEMENT : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
