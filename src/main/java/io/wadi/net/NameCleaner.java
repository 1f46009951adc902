package io.wadi.net;

/**
 * Cleans a name from a packet for messages, tables and pages: printable ASCII in lower case without a last dot, at most
 * 255 characters. Names are keys, and DNS and NetBIOS ignore case, so each has one spelling. The content of a packet is
 * not trusted.
 */
public final class NameCleaner {

    private static final int LONGEST = 255;
    private static final char FIRST_PRINTABLE = ' ';
    private static final char LAST_PRINTABLE = '~';
    private static final char LAST_BYTE = 0xff;
    private static final char DELETE = 0x7f;
    private static final String HEX = "0123456789abcdef";

    private NameCleaner() {}

    /**
     * Cleans a name: control characters become {@code ?}, non-ASCII bytes become {@code \xHH}. The root of DNS stays a
     * dot.
     *
     * @param raw the name, one character per byte; may be null
     * @return the name, or null if there is none or nothing is left of it
     */
    public static String clean(String raw) {
        if (raw == null || raw.isEmpty()) {
            return null;
        }
        return isClean(raw) ? raw : rewrite(withoutLastDot(raw));
    }

    private static boolean isClean(String raw) {
        if (raw.length() > LONGEST || hasLastDot(raw, raw.length())) {
            return false;
        }
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c < FIRST_PRINTABLE || c > LAST_PRINTABLE || isUpper(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasLastDot(String raw, int end) {
        return end > 1 && raw.charAt(end - 1) == '.';
    }

    private static String withoutLastDot(String raw) {
        int end = raw.length();
        while (hasLastDot(raw, end)) {
            end--;
        }
        return raw.substring(0, end);
    }

    private static String rewrite(String raw) {
        StringBuilder clean = new StringBuilder(LONGEST);
        for (int i = 0; i < raw.length() && clean.length() < LONGEST; i++) {
            char c = raw.charAt(i);
            if (c > DELETE && c <= LAST_BYTE) {
                clean.append("\\x").append(HEX.charAt(c >>> 4)).append(HEX.charAt(c & 0xf));
            } else if (c < FIRST_PRINTABLE || c > LAST_PRINTABLE) {
                clean.append('?');
            } else {
                clean.append(isUpper(c) ? (char) (c | 0x20) : c);
            }
        }
        clean.setLength(Math.min(clean.length(), LONGEST));
        return clean.toString();
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
