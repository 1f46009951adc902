package io.wadi.net;

/**
 * Makes foreign text safe for terminals, logs, tables and pages. Characters that have an effect instead of a glyph
 * become {@code ?}: control characters (C0, DEL and C1, so NUL and ESC as well), line and paragraph separators, format
 * characters (Unicode category Cf, which can reverse the text after them), and lone surrogates. Letters of all
 * languages stay. The result is the same text in Java and in PostgreSQL: PostgreSQL cannot store NUL, and a lone
 * surrogate has no UTF-8 form, so the database would store different Java strings as one key.
 */
public final class TextCleaner {

    private static final char REPLACEMENT = '?';

    private TextCleaner() {}

    /**
     * Cleans a text.
     *
     * @param text the text; may be null
     * @return the same object if nothing had to be replaced
     */
    public static String clean(String text) {
        if (text == null) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return rewrite(text);
            }
        }
        return text;
    }

    /** Whether the character is printable ASCII, as most are, and needs no further check. */
    private static boolean isPlain(char c) {
        return c >= ' ' && c <= '~';
    }

    private static String rewrite(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isShown(point)) {
                clean.appendCodePoint(point);
            } else {
                clean.append(REPLACEMENT);
            }
        });
        return clean.toString();
    }

    private static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
