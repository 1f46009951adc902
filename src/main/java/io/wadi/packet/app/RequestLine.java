package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * The first line of an HTTP request (RFC 9112 section 3): a method, a target and a version. Any token is a method,
 * because extensions add methods. Reused.
 */
final class RequestLine {

    /** How much of a request line there is. */
    enum Extent {
        /** The bytes are not a request. */
        NONE,
        /** The bytes may become a request line. */
        BEGUN,
        /** The line is complete. */
        WHOLE
    }

    private static final int LONGEST_METHOD = 32;
    private static final int LONGEST_LINE = 16384;
    private static final int MOST_EMPTY_BYTES = 8;
    private static final int LONGEST_SAMPLE = 64;
    private static final String VERSION = "HTTP/";

    /** By byte, whether it may be in a token (RFC 9110 section 5.6.2). */
    private static final boolean[] TOKEN = new boolean[256];

    static {
        for (int value = 0; value < TOKEN.length; value++) {
            TOKEN[value] = isAlphanumeric(value) || "!#$%&'*+-.^_`|~".indexOf(value) >= 0;
        }
    }

    /** Methods that prove a request before the end of its line. Other text protocols have commands with paths, too. */
    private static final String[] COMMON_METHODS = {
        "GET ", "POST ", "HEAD ", "PUT ", "DELETE ", "OPTIONS ", "CONNECT ", "PATCH ", "PROPFIND "
    };

    private int method;
    private int target;
    private int targetEnd;
    private int end;

    /** Reads the line at the start of a payload, after empty lines, which servers ignore (RFC 9112 section 2.2). */
    Extent read(Bytes payload) {
        method = 0;
        while (method < MOST_EMPTY_BYTES && payload.has(method, 1) && isLineEnd(payload.u8(method))) {
            method++;
        }
        int at = method;
        while (at - method <= LONGEST_METHOD && payload.has(at, 1) && TOKEN[payload.u8(at)]) {
            at++;
        }
        if (!payload.has(at, 1)) {
            return at - method <= LONGEST_METHOD ? Extent.BEGUN : Extent.NONE;
        }
        if (at == method || payload.u8(at) != ' ') {
            return Extent.NONE;
        }
        target = at + 1;
        end = payload.indexOf('\n', target);
        return end < 0 ? begun(payload) : whole(payload);
    }

    private Extent begun(Bytes payload) {
        int last = payload.length();
        while (last > target && payload.u8(last - 1) == '\r') {
            last--;
        }
        int sample = Math.min(last - target, LONGEST_SAMPLE);
        boolean possible = Text.isPrintable(payload, target, sample) && mayBeTarget(payload, target + sample);
        return possible && payload.length() <= LONGEST_LINE ? Extent.BEGUN : Extent.NONE;
    }

    /** Whether the bytes before {@code to} may begin a path, an asterisk, a URI, or a host and its port. */
    private boolean mayBeTarget(Bytes payload, int to) {
        if (target == to || payload.u8(target) == '/' || payload.u8(target) == '[') {
            return true;
        }
        if (payload.u8(target) == '*') {
            return target + 1 == to || payload.u8(target + 1) == ' ';
        }
        int end = wordEnd(payload, to);
        return end == to || end > target && payload.u8(end) == ':';
    }

    /** The end of the characters at the start of the target that may be in a scheme or in a host's name. */
    private int wordEnd(Bytes payload, int to) {
        int at = target;
        while (at < to && (isAlphanumeric(payload.u8(at)) || "+-.".indexOf(payload.u8(at)) >= 0)) {
            at++;
        }
        return at;
    }

    private Extent whole(Bytes payload) {
        int last = end;
        while (last > target && payload.u8(last - 1) <= ' ') {
            last--;
        }
        int version = last - VERSION.length() - 3;
        boolean versioned = version > target
                && payload.startsWith(version, VERSION)
                && Text.isDigits(payload, last - 3, 1)
                && payload.u8(last - 2) == '.'
                && Text.isDigits(payload, last - 1, 1);
        targetEnd = version;
        while (targetEnd > target && payload.u8(targetEnd - 1) == ' ') {
            targetEnd--;
        }
        return versioned && targetEnd > target && targetEnd < version ? Extent.WHOLE : Extent.NONE;
    }

    /** Whether a line that has only begun is certainly a request. */
    boolean isCertain(Bytes payload) {
        return Text.startsWithAny(payload, method, COMMON_METHODS)
                && (payload.startsWith(target, "/") || payload.startsWith(target, "http"));
    }

    /** The position after a complete line. */
    int next() {
        return end + 1;
    }

    /**
     * The authority in the target of a request to a proxy: the target of CONNECT, or part of an absolute URI (RFC 9112
     * section 3.2). Null in a request to the origin server.
     */
    String proxiedAuthority(Bytes payload) {
        if (payload.startsWith(method, "CONNECT ")) {
            return payload.text(target, targetEnd - target);
        }
        int at = wordEnd(payload, targetEnd);
        if (at == target || !payload.startsWith(at, "://")) {
            return null;
        }
        int from = at + 3;
        int to = from;
        while (to < targetEnd && "/?#".indexOf(payload.u8(to)) < 0) {
            to++;
        }
        return payload.text(from, to - from);
    }

    private static boolean isLineEnd(int value) {
        return value == '\r' || value == '\n';
    }

    private static boolean isAlphanumeric(int value) {
        return value >= 'A' && value <= 'Z' || value >= 'a' && value <= 'z' || value >= '0' && value <= '9';
    }
}
