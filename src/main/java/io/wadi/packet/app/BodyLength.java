package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** The length of a request's body, as its headers state it (RFC 9112 section 6.3). Reused. */
final class BodyLength {

    /** The body has no stated end: it is chunked, longer than 1 GiB, or its headers contradict each other. */
    static final long UNKNOWN = -1;

    private static final String LENGTH = "content-length:";
    private static final String ENCODING = "transfer-encoding:";
    private static final int MOST_DIGITS = 10;
    private static final long MOST = 1 << 30;

    private long bytes;
    private boolean stated;

    /** Starts a request, which has no body unless a header says so. */
    void reset() {
        bytes = 0;
        stated = false;
    }

    /** Reads the header line in this range. */
    void read(Bytes request, int at, int end) {
        if (Text.startsWithIgnoringCase(request, at, LENGTH)) {
            state(number(request, at + LENGTH.length(), end));
        } else if (Text.startsWithIgnoringCase(request, at, ENCODING)) {
            state(UNKNOWN);
        }
    }

    private void state(long value) {
        bytes = stated && value != bytes ? UNKNOWN : value;
        stated = true;
    }

    private static long number(Bytes request, int from, int end) {
        int at = from;
        int to = end;
        while (at < to && request.u8(at) <= ' ') {
            at++;
        }
        while (to > at && request.u8(to - 1) <= ' ') {
            to--;
        }
        if (at == to || to - at > MOST_DIGITS || !Text.isDigits(request, at, to - at)) {
            return UNKNOWN;
        }
        long value = Long.parseLong(request.text(at, to - at));
        return value <= MOST ? value : UNKNOWN;
    }

    /** Bytes of the body, or {@link #UNKNOWN}. */
    long bytes() {
        return bytes;
    }
}
