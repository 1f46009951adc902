package io.wadi.net;

/**
 * Makes text that others wrote fit for terminals, logs, tables and pages. Characters that control these instead of being
 * shown become {@code ?}: control characters (C0, DEL and C1, so NUL and ESC as well), line and paragraph separators,
 * format characters (Unicode category Cf, which can reverse what follows), and halves of surrogate pairs. Letters of all
 * languages stay. It also makes texts the same in Java and in PostgreSQL, which cannot store NUL; a lone surrogate has no
 * UTF-8 form and would become a question mark on the way, so that texts which differ in Java would be one key in a table.
 */
public final class TextCleaner {

    private static final char REPLACEMENT = '?';

    private TextCleaner() {}

    /**
     * Cleans a text.
     *
     * @param text may be null
     * @return the same text where nothing had to be replaced
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

    /** Whether nobody needs to look closer: printable ASCII, as nearly all is. */
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
