package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Checks of payloads for decoders of text protocols. */
final class Text {

    private static final int LONGEST_LINE = 2048;

    private Text() {}

    /** Whether all these bytes are captured and printable ASCII. */
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

    /** Whether all these bytes are captured and decimal digits. */
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

    /** Whether the payload starts with a reply code of three digits and a space or hyphen. */
    static boolean isReply(Bytes payload) {
        return isDigits(payload, 0, 3) && payload.has(3, 1) && (payload.u8(3) == ' ' || payload.u8(3) == '-');
    }

    /** Whether the payload has one of the texts at this position. */
    static boolean startsWithAny(Bytes payload, int at, String[] texts) {
        for (String text : texts) {
            if (payload.startsWith(at, text)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the payload has the text, given in lower case, at this position in any case. */
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

    /** The end of the line at this position: the position of its CR or LF, or the end of the payload. */
    static int lineEnd(Bytes payload, int from) {
        int limit = Math.min(payload.length(), from + LONGEST_LINE);
        int at = from;
        while (at < limit && payload.u8(at) != '\r' && payload.u8(at) != '\n') {
            at++;
        }
        return at;
    }

    /** Whether the range contains the ASCII text, in this case. */
    static boolean contains(Bytes payload, int from, int to, String ascii) {
        return indexOf(payload, from, to, ascii) >= 0;
    }

    /** The first position of the ASCII text in the range, or -1. */
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
