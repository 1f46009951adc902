package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** What decoders of textual protocols ask of a payload. */
final class Text {

    private static final int LONGEST_LINE = 2048;

    private Text() {}

    /** Whether all these bytes are there and are printable ASCII. */
    static boolean isPrintable(Bytes payload, int from, int count) {
        if (!payload.has(from, count)) {
            return false;
        }
        for (int i = from; i < from + count; i++) {
            int value = payload.u8(i);
            if (value < ' ' || value > '~') {
                return false;
            }
        }
        return true;
    }

    /** Whether all these bytes are there and are decimal digits. */
    static boolean isDigits(Bytes payload, int from, int count) {
        if (!payload.has(from, count)) {
            return false;
        }
        for (int i = from; i < from + count; i++) {
            if (payload.u8(i) < '0' || payload.u8(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether a reply code of three digits and a blank or hyphen stands at the start. */
    static boolean isReply(Bytes payload) {
        return isDigits(payload, 0, 3) && payload.has(3, 1) && (payload.u8(3) == ' ' || payload.u8(3) == '-');
    }

    /** Whether one of the texts stands at this place. */
    static boolean startsWithAny(Bytes payload, int at, String[] texts) {
        for (String text : texts) {
            if (payload.startsWith(at, text)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the text, given in lower case, stands at this place in any case. */
    static boolean startsWithIgnoringCase(Bytes payload, int at, String lower) {
        if (!payload.has(at, lower.length())) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            int value = payload.u8(at + i);
            if ((value >= 'A' && value <= 'Z' ? value + 32 : value) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The end of the line that contains this place: the position of its CR or LF, or of the payload's end. */
    static int lineEnd(Bytes payload, int from) {
        int limit = Math.min(payload.length(), from + LONGEST_LINE);
        int at = from;
        while (at < limit && payload.u8(at) != '\r' && payload.u8(at) != '\n') {
            at++;
        }
        return at;
    }

    /** Whether the ASCII text stands anywhere in these bytes, in this case. */
    static boolean contains(Bytes payload, int from, int to, String ascii) {
        return indexOf(payload, from, to, ascii) >= 0;
    }

    /** Where the ASCII text first stands in these bytes, or -1. */
    static int indexOf(Bytes payload, int from, int to, String ascii) {
        int last = Math.min(to, payload.length()) - ascii.length();
        for (int i = payload.indexOf(ascii.charAt(0), from);
                i >= 0 && i <= last;
                i = payload.indexOf(ascii.charAt(0), i + 1)) {
            if (payload.startsWith(i, ascii)) {
                return i;
            }
        }
        return -1;
    }
}
