package io.wadi.net;

/** Parses an IPv6 address in any text form of RFC 4291 section 2.2, without a zone. */
final class IpV6Parser {

    private static final int GROUPS = 8;
    private static final int NO_GAP = -1;

    private final String text;
    private final int[] groups = new int[GROUPS];
    private int count;
    private int gap = NO_GAP;
    private int at;

    private IpV6Parser(String text) {
        this.text = text;
    }

    /** The address, or null if the text is not one. */
    static IpAddress parse(String text) {
        IpV6Parser parser = new IpV6Parser(text);
        return parser.read() ? parser.assemble() : null;
    }

    private boolean read() {
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < text.length()) {
            if (!readGroup()) {
                return false;
            }
        }
        return gap == NO_GAP ? count == GROUPS : count < GROUPS;
    }

    /** Reads one group and the colons after it, or the dotted quad that may replace the last two groups. */
    private boolean readGroup() {
        int end = at;
        while (end < text.length() && isHex(text.charAt(end))) {
            end++;
        }
        if (end < text.length() && text.charAt(end) == '.') {
            return readDottedQuad();
        }
        if (count == GROUPS || end == at || end - at > 4) {
            return false;
        }
        groups[count++] = Integer.parseInt(text, at, end, 16);
        at = end;
        return at == text.length() || readColons();
    }

    private boolean readColons() {
        boolean single = text.charAt(at) == ':' && at + 1 < text.length();
        if (!single) {
            return false;
        }
        at++;
        if (text.charAt(at) == ':') {
            if (gap != NO_GAP) {
                return false;
            }
            gap = count;
            at++;
        }
        return true;
    }

    private boolean readDottedQuad() {
        IpAddress tail = IpText.parseV4(text, at);
        if (tail == null || count > GROUPS - 2) {
            return false;
        }
        groups[count++] = (int) (tail.low() >>> 16);
        groups[count++] = (int) tail.low() & 0xffff;
        at = text.length();
        return true;
    }

    private static boolean isHex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    /** Joins the groups before the gap, the zeros, and the groups after it. */
    private IpAddress assemble() {
        int zeros = GROUPS - count;
        long[] halves = new long[2];
        for (int i = 0; i < GROUPS; i++) {
            int value;
            if (gap == NO_GAP || i < gap) {
                value = groups[i];
            } else {
                value = i < gap + zeros ? 0 : groups[i - zeros];
            }
            halves[i / 4] = halves[i / 4] << 16 | value;
        }
        return IpAddress.v6(halves[0], halves[1]);
    }
}
