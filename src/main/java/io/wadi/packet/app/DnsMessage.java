package io.wadi.packet.app;

import io.wadi.net.Bytes;
import java.nio.charset.StandardCharsets;

/** Reads the message format of DNS, mDNS, LLMNR and the NetBIOS name service (RFC 1035 section 4). */
final class DnsMessage {

    static final int HEADER = 12;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_LABEL = 63;
    private static final int POINTER = 0xc0;
    private static final int CUT_SHORT = -1;
    private static final int MALFORMED = -2;
    private static final int MOST_QUESTIONS = 64;

    private DnsMessage() {}

    /**
     * Whether a message may start here: the header is consistent, and the captured part of the first question's name is
     * well-formed.
     */
    static boolean isMessage(Bytes payload, int at) {
        if (!payload.has(at, HEADER) || !hasKnownOpcode(payload.u16(at + 2))) {
            return false;
        }
        int questions = payload.u16(at + 4);
        if (questions == 0) {
            return isAnswerWithoutQuestion(payload, at);
        }
        return questions <= MOST_QUESTIONS && hasQuestion(payload, at);
    }

    /**
     * Whether this is certainly a message, on any port: one Internet question, and almost no other records in a query.
     */
    static boolean isCertain(Bytes payload, int at) {
        if (!payload.has(at, HEADER) || payload.u16(at + 4) != 1) {
            return false;
        }
        int flags = payload.u16(at + 2);
        boolean answer = flags >>> 15 == 1;
        boolean counts = answer
                ? payload.u16(at + 6) < 256 && payload.u16(at + 8) < 64 && payload.u16(at + 10) < 64
                : payload.u16(at + 6) == 0 && payload.u16(at + 8) == 0 && payload.u16(at + 10) <= 2;
        if (!counts || !hasKnownOpcode(flags) || (flags & 0x40) != 0) {
            return false;
        }
        int end = nameEnd(payload, at + HEADER);
        return end > at + HEADER + 1 && payload.has(end, 4) && isInternet(payload, end);
    }

    private static boolean isInternet(Bytes payload, int at) {
        int type = payload.u16(at);
        int kind = payload.u16(at + 2);
        return type > 0 && type < 0x8002 && (type < 270 || type > 0x7fff) && (kind == 1 || kind == 3 || kind == 255);
    }

    private static boolean hasKnownOpcode(int flags) {
        int opcode = flags >>> 11 & 0xf;
        return opcode <= 6 && opcode != 3;
    }

    /** An error without a question, or an announcement of mDNS; the name of a record must follow. */
    private static boolean isAnswerWithoutQuestion(Bytes payload, int at) {
        boolean answer = payload.u16(at + 2) >>> 15 == 1;
        if (payload.length() == at + HEADER) {
            return answer;
        }
        return (payload.u16(at + 6) > 0 || payload.u16(at + 8) > 0 || payload.u16(at + 10) > 0)
                && nameEnd(payload, at + HEADER) != MALFORMED;
    }

    private static boolean hasQuestion(Bytes payload, int at) {
        int end = nameEnd(payload, at + HEADER);
        if (end == CUT_SHORT || end > 0 && !payload.has(end, 4)) {
            return true;
        }
        return end > 0 && payload.u16(end) != 0;
    }

    /** The position after an encoded name, or {@link #CUT_SHORT} or {@link #MALFORMED}. */
    static int nameEnd(Bytes payload, int from) {
        int at = from;
        while (at - from <= LONGEST_NAME) {
            if (!payload.has(at, 1)) {
                return CUT_SHORT;
            }
            int label = payload.u8(at);
            if (label == 0) {
                return at + 1;
            }
            if (label >= POINTER) {
                return at + 2;
            }
            if (label > LONGEST_LABEL) {
                return MALFORMED;
            }
            at += 1 + label;
        }
        return MALFORMED;
    }

    /**
     * The name in the first question, in lower case without the last dot; {@code .} for the root. Null if there is no
     * question or its name was not captured completely.
     */
    static String question(Bytes payload, int at) {
        if (payload.u16(at + 4) == 0) {
            return null;
        }
        return name(payload, at + HEADER);
    }

    /** An encoded name without compression, in lower case; null if it was not captured completely. */
    static String name(Bytes payload, int from) {
        int end = nameEnd(payload, from);
        if (end < 0 || !payload.has(from, end - from) || end - from > LONGEST_NAME || payload.u8(end - 1) != 0) {
            return null;
        }
        return end == from + 1 ? "." : text(payload.copy(from + 1, end - from - 2), payload.u8(from));
    }

    /** Replaces the lengths between labels by dots. */
    private static String text(byte[] name, int firstLabel) {
        int nextLength = firstLabel;
        for (int i = 0; i < name.length; i++) {
            if (i == nextLength) {
                nextLength = i + 1 + (name[i] & 0xff);
                name[i] = '.';
            } else if (name[i] >= 'A' && name[i] <= 'Z') {
                name[i] += 32;
            }
        }
        return new String(name, StandardCharsets.ISO_8859_1);
    }
}
